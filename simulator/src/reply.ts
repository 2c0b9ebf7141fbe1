/** What goes back over the wire. */
export interface Reply {
  status: number
  body: string
  contentType: string
  headers: Record<string, string>
}

/** `x-amzn-ErrorType` by error code. Source: amzn/selling-partner-api-models, issue 746 (the 429). */
const ERROR_TYPES: Readonly<Record<string, string>> = {
  QuotaExceeded: 'TooManyRequestsException',
  InvalidInput: 'InvalidInputException',
  Unauthorized: 'AccessDeniedException',
  MissingAuthenticationToken: 'MissingAuthenticationTokenException',
  NotFound: 'ResourceNotFoundException',
  InternalFailure: 'InternalFailureException',
  ServiceUnavailable: 'ServiceUnavailableException',
}

export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  return { status, body: JSON.stringify(value), contentType: 'application/json', headers }
}

/** Amazon's error list. Source: amzn/selling-partner-api-models, orders_2026-01-01.json, ErrorList. */
export function errorReply(status: number, code: string, message: string): Reply {
  return jsonReply(
    status,
    { errors: [{ code, message, details: '' }] },
    { 'x-amzn-ErrorType': ERROR_TYPES[code] ?? `${code}Exception` },
  )
}

/** What comes from in front of the API: HTML where a client expects JSON. */
export function htmlReply(status: number): Reply {
  const title = `${status} ${status === 400 ? 'Bad Request' : 'ERROR'}`
  const body = `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n</body>\r\n</html>\r\n`
  return { status, body, contentType: 'text/html', headers: {} }
}

export function unauthorizedReply(details = ''): Reply {
  const message = 'Access to requested resource is denied.'
  return jsonReply(
    403,
    { errors: [{ code: 'Unauthorized', message, details }] },
    { 'x-amzn-ErrorType': 'AccessDeniedException' },
  )
}

export function quotaExceededReply(): Reply {
  return errorReply(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.')
}

/** A body for any status a test wants to see. */
export function statusReply(status: number): Reply {
  if (status === 429) return quotaExceededReply()
  if (status === 401 || status === 403) return { ...unauthorizedReply(), status }
  if (status === 404) return errorReply(404, 'NotFound', 'The requested resource was not found.')
  if (status === 503) return errorReply(503, 'ServiceUnavailable', 'Service is temporarily unavailable.')
  if (status >= 500) {
    return errorReply(status, 'InternalFailure', 'We encountered an internal error. Please try again.')
  }
  return errorReply(status, 'InvalidInput', 'Could not process request.')
}

/** Thrown by parameter checks deep inside an operation; becomes a 400. */
export class InvalidInput extends Error {}

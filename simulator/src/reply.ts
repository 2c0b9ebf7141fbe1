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

/** An undefined value is an empty body. */
export function jsonReply(status: number, value: unknown, headers: Record<string, string> = {}): Reply {
  const body = value === undefined ? '' : JSON.stringify(value)
  return { status, body, contentType: 'application/json', headers }
}

/** Amazon's error list. Source: amzn/selling-partner-api-models, orders_2026-01-01.json, ErrorList. */
export function errorReply(status: number, code: string, message: string, details = ''): Reply {
  return jsonReply(
    status,
    { errors: [{ code, message, details }] },
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

/** Thrown deep inside an operation; becomes the answer. */
export abstract class Refusal extends Error {
  abstract readonly reply: Reply
}

/** A parameter does not do: 400. */
export class InvalidInput extends Refusal {
  readonly reply: Reply
  constructor(message: string, details = '') {
    super(message)
    this.reply = errorReply(400, 'InvalidInput', message, details)
  }
}

/** A role is missing: 403. */
export class Forbidden extends Refusal {
  readonly reply: Reply
  constructor(message: string) {
    super(message)
    this.reply = errorReply(403, 'Unauthorized', message)
  }
}

/** Source: amzn/selling-partner-api-models, reports_2021-06-30.json, createReport, 415. */
export class UnsupportedMediaType extends Refusal {
  readonly reply: Reply
  constructor(contentType: string) {
    super(contentType)
    this.reply = errorReply(415, 'UnsupportedMediaType', `Content-Type '${contentType}' is not supported.`)
  }
}

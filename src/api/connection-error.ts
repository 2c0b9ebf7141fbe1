import type { Socket } from 'node:net'
import type { Random } from '../runtime/random.ts'
import { Problem, problemBody, problemMediaType } from './problem.ts'

/** What Node's parser refuses before there is a request: answered on the bare socket, in the same form as all else. */
export function answerConnectionError(
  error: { readonly code?: string },
  socket: Socket,
  random: Random,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const problem = toProblem(error.code)
  const requestId = random.id('req')
  const body = problemBody(problem, requestId)
  const text = JSON.stringify(body)
  socket.end(
    [
      `HTTP/1.1 ${problem.statusCode} ${String(body.title)}`,
      `Content-Type: ${problemMediaType}`,
      `Content-Length: ${Buffer.byteLength(text)}`,
      `X-Request-Id: ${requestId}`,
      'Connection: close',
      '',
      text,
    ].join('\r\n'),
  )
}

function toProblem(code: string | undefined): Problem {
  if (code === 'HPE_HEADER_OVERFLOW') {
    return new Problem('headers_too_large', 'The address and the headers together may have 16 KiB.')
  }
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') {
    return new Problem('request_timeout', 'The request did not arrive completely in time.')
  }
  return new Problem('invalid_request', 'This is not a valid HTTP request.')
}

import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { SecretStoreUnavailable } from '../runtime/key-provider.ts'
import type { Log } from '../runtime/log.ts'
import { isDatabaseUnavailable, sqlState } from '../store/database.ts'
import { Problem, problemBody, problemMediaType } from './problem.ts'

/** Answers with whatever went wrong, as a problem. What nobody expected is logged and told without detail. */
export function sendError(
  log: Log,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const problem = toProblem(error)
  const fields = {
    requestId: request.id,
    method: request.method,
    path: request.routeOptions?.url ?? 'unknown',
  }
  if (problem.code === 'internal_error') {
    log.error({ event: 'request_failed', ...fields, error }, 'a request failed unexpectedly')
  }
  if (problem.statusCode === 503) {
    log.warn({ event: 'request_unavailable', ...fields, error }, problem.message)
  }
  return sendProblem(problem, request, reply)
}

export function sendProblem(problem: Problem, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(problem.statusCode)
    .headers({ 'x-request-id': request.id, ...problem.headers })
    .type(problemMediaType)
    .serializer(JSON.stringify)
    .send(problemBody(problem, request.id))
}

/** The problem that an error is answered with, whoever answers. */
export function toProblem(error: unknown): Problem {
  if (error instanceof Problem) return error
  if (error instanceof SecretStoreUnavailable) {
    return new Problem(
      'secret_store_unavailable',
      "The keys cannot be had now; nobody's authorisation is in doubt. Try again.",
    )
  }
  if (isDatabaseUnavailable(error)) {
    return new Problem('database_unavailable', 'The database cannot be reached now. Try again.', {
      headers: { 'retry-after': '5' },
    })
  }
  // A foreign key: the tenant was removed between two statements of this request.
  if (sqlState(error) === '23503') {
    return new Problem('conflict', 'What this refers to was removed at the same time.')
  }
  // A unique index: two requests made the same thing at the same moment.
  if (sqlState(error) === '23505') {
    return new Problem('conflict', 'Somebody else did the same at the same time: look at what is there now.')
  }
  return ofFastify(error) ?? new Problem('internal_error', 'The request id leads to the details in the log.')
}

/** What Fastify itself refuses before a handler runs. */
function ofFastify(error: unknown): Problem | null {
  const { statusCode, code, message } = error as Partial<FastifyError>
  if (!(error instanceof Error) || statusCode === undefined || statusCode < 400 || statusCode > 499)
    return null
  if (statusCode === 413) return new Problem('body_too_large', 'A body may have 64 KiB.')
  if (statusCode === 415) {
    return new Problem('unsupported_media_type', 'Send the body as "Content-Type: application/json".')
  }
  if (statusCode === 404) return new Problem('not_found', 'There is nothing at this address.')
  if (error instanceof SyntaxError || code === 'FST_ERR_CTP_INVALID_JSON_BODY') {
    return new Problem('malformed_json', 'The body cannot be read as JSON.', { field: 'body' })
  }
  return new Problem('invalid_request', message ?? 'The request cannot be read.')
}

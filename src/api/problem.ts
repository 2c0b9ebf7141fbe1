import { maskSecrets } from '../runtime/mask-secrets.ts'
import { type ProblemCode, problemCatalogue } from './problem-catalogue.ts'

export const problemMediaType = 'application/problem+json; charset=utf-8'

export interface ProblemOptions {
  /** The field of the request that is wrong. */
  readonly field?: string | undefined
  /** More members of the body, such as the id of what is in the way. */
  readonly extra?: Readonly<Record<string, string | null>>
  readonly headers?: Readonly<Record<string, string>>
  /** What the audit log says a refused call was about, when its address does not: ids only, and never in the answer. */
  readonly auditedAs?: string
  /** What went wrong underneath: for the log, never in the answer. */
  readonly cause?: unknown
}

/** An answer that says what is wrong and what to do. Thrown anywhere in a request, sent by the error handler. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode
  /** Fastify reads it and, for what fails its schema, assigns it: a plain field. */
  statusCode: number
  readonly field: string | undefined
  readonly extra: Readonly<Record<string, string | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly auditedAs: string | undefined

  constructor(code: ProblemCode, detail: string, options: ProblemOptions = {}) {
    super(detail, 'cause' in options ? { cause: options.cause } : {})
    this.code = code
    this.statusCode = problemCatalogue[code].status
    this.field = options.field
    this.extra = options.extra ?? {}
    this.headers = options.headers ?? {}
    this.auditedAs = options.auditedAs
  }
}

/** The body as RFC 9457 has it. */
export function problemBody(problem: Problem, requestId: string): Record<string, unknown> {
  const { status, title } = problemCatalogue[problem.code]
  return {
    type: `/docs/errors#${problem.code}`,
    title,
    status,
    detail: maskSecrets(problem.message),
    code: problem.code,
    requestId,
    ...(problem.field === undefined ? {} : { field: problem.field }),
    ...problem.extra,
  }
}

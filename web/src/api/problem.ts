/** An answer of the API that says what is wrong: RFC 9457, by a stable code. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly field: string | undefined
  readonly requestId: string | undefined
  /** How long the server asks us to wait, or null when it does not say. */
  readonly retryAfterMs: number | null
  /** Everything else that the answer carries, such as the id of what is in the way. */
  readonly members: Readonly<Record<string, unknown>>

  constructor(status: number, body: unknown, retryAfter: string | null) {
    const members = isRecord(body) ? body : {}
    super(textOf(members.detail) ?? `The server answered with status ${status}.`)
    this.status = status
    this.code = textOf(members.code) ?? `http_${status}`
    this.field = textOf(members.field)
    this.requestId = textOf(members.requestId)
    this.retryAfterMs = readRetryAfter(retryAfter)
    this.members = members
  }
}

/** No answer came: the network, the server, or the time allowed for it is gone. */
export class Unreachable extends Error {
  override readonly name = 'Unreachable'
}

/** Whether the same question may have a better answer in a moment. */
export function isWorthRetrying(error: unknown): boolean {
  if (error instanceof Unreachable) return true
  return error instanceof ApiProblem && (error.status === 429 || error.status >= 500)
}

/**
 * Whether the API says that there is no such thing, or that this person may not see it. It says so itself: what stands
 * before it, such as a proxy while the server is replaced, answers 404 and 403 without a code.
 */
export function isWithheld(error: unknown): boolean {
  if (!(error instanceof ApiProblem) || typeof error.members.code !== 'string') return false
  return error.status === 403 || error.status === 404
}

/** How long to wait before attempt `attempt` (from 0): what the server says, else doubling up to 15 s, with jitter. */
export function retryDelayMs(attempt: number, error: unknown, random: () => number = Math.random): number {
  const asked = error instanceof ApiProblem ? error.retryAfterMs : null
  const doubling = Math.min(1000 * 2 ** attempt, 15_000)
  return Math.min(Math.max(asked ?? 0, doubling), 60_000) * (0.75 + random() / 4)
}

function readRetryAfter(text: string | null): number | null {
  const seconds = Number(text ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

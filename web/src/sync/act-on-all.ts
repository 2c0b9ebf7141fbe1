import { ApiProblem, isWorthRetrying, retryDelayMs } from '../api/problem.ts'

/** As many calls at a time: more would only wait for each other. */
const atOnce = 4
/** As often is one tenant tried before it is said that it did not work. */
const attempts = 5
/** How often it is looked whether somebody has signed in again. */
const sessionMs = 1000

export interface Failure {
  readonly tenantId: string
  readonly error: unknown
}

/** What became of how many. */
export interface Tally {
  readonly done: number
  /** It was as wished already. */
  readonly nothing: number
  readonly failures: readonly Failure[]
  /** Not begun, because somebody stopped it. */
  readonly left: number
}

export interface ActingOnAll {
  readonly tenantIds: readonly string[]
  /** Must be the same when it is done twice: the answer to the first may be lost. */
  readonly act: (tenantId: string) => Promise<'done' | 'nothing'>
  readonly sleep: (ms: number) => Promise<void>
  readonly signal: AbortSignal
  readonly onProgress: (dealtWith: number) => void
}

/**
 * Does it to each of them, whatever becomes of the others. A server that has had enough, or fails for a moment, is left
 * alone for as long as it wishes and asked again. When the session ends, the rest waits until somebody signs in again.
 */
export async function actOnAll(of: ActingOnAll): Promise<Tally> {
  const { tenantIds, signal, onProgress } = of
  const waiting = [...tenantIds]
  const failures: Failure[] = []
  const counts = { done: 0, nothing: 0 }

  async function work(): Promise<void> {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      if (signal.aborted) {
        waiting.push(id)
        return
      }
      try {
        counts[await actPatiently(of, id)] += 1
      } catch (error) {
        if (isSessionEnd(error)) {
          waiting.push(id)
          return
        }
        failures.push({ tenantId: id, error })
      }
      onProgress(counts.done + counts.nothing + failures.length)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return { ...counts, failures, left: waiting.length }
}

async function actPatiently({ act, sleep, signal }: ActingOnAll, id: string): Promise<'done' | 'nothing'> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await act(id)
    } catch (error) {
      if (isSessionEnd(error) && !signal.aborted) {
        attempt -= 1
        await sleep(sessionMs)
        continue
      }
      if (attempt === attempts || signal.aborted || !isWorthRetrying(error)) throw error
      await sleep(retryDelayMs(attempt - 1, error))
    }
  }
}

function isSessionEnd(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401
}

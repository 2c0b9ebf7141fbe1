import { Problem } from './problem.ts'
import type { ProblemCode } from './problem-catalogue.ts'

/**
 * How many answers that go on for long each caller has open in this process. A refusal says to come again in ten seconds:
 * nobody knows when one of them ends.
 */
export class OpenCalls {
  readonly #open = new Map<string, number>()
  readonly #most: number
  readonly #code: ProblemCode

  constructor(most: number, code: ProblemCode) {
    this.#most = most
    this.#code = code
  }

  get total(): number {
    return [...this.#open.values()].reduce((sum, count) => sum + count, 0)
  }

  /** Counts one more until the function that it answers is called. Throws a 429 when the caller has enough. */
  begin(actor: string): () => void {
    const before = this.#open.get(actor) ?? 0
    if (before >= this.#most) {
      throw new Problem(this.#code, `You have ${before} open here: close one first.`, {
        headers: { 'retry-after': '10' },
      })
    }
    this.#open.set(actor, before + 1)
    return () => {
      const left = (this.#open.get(actor) ?? 1) - 1
      if (left === 0) this.#open.delete(actor)
      else this.#open.set(actor, left)
    }
  }
}

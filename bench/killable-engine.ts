import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { DueLane } from '../src/store/sync-states.ts'
import type { RunResult } from '../src/sync/run-lane.ts'

/** What the process of an engine is started with. */
export interface LaneProcessOptions {
  readonly databaseUrl: string
  readonly amazonUrl: string
  readonly initialBackfillDays: number
}

/** What it is told for each run: the lane, and how far its clock is ahead. */
export interface LaneTask {
  readonly lane: DueLane
  readonly offsetMs: number
}

const processFile = fileURLToPath(new URL('lane-process.ts', import.meta.url))

/** An engine in another process, which is ended by SIGKILL in the middle of a run and replaced. */
export class KillableEngine {
  kills = 0
  readonly #options: LaneProcessOptions
  readonly #now: () => Date
  #child: ChildProcess | null = null

  constructor(options: LaneProcessOptions, now: () => Date) {
    this.#options = options
    this.#now = now
  }

  /** Runs a lane to its end. A lane whose dead holder PostgreSQL has not noticed yet is asked for again a little later. */
  async run(lane: DueLane): Promise<void> {
    const child = await this.#start()
    const answer = this.#ask(child, lane)
    if ((await answer) === 'lock_unavailable') await delay(50)
  }

  /** Begins a run and kills the process in it, as soon as `moment` has come; false when the run ended before. */
  async killWhile(lane: DueLane, moment: () => boolean): Promise<boolean> {
    const child = await this.#start()
    let ended = false
    void this.#ask(child, lane).then(
      () => (ended = true),
      () => {},
    )
    while (!moment() && !ended) await delay(1)
    if (ended) return false
    await this.close()
    this.kills += 1
    return true
  }

  /** Ends the process as a power cut would. */
  async close(): Promise<void> {
    const child = this.#child
    this.#child = null
    if (child === null || child.exitCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    await gone
  }

  async #start(): Promise<ChildProcess> {
    if (this.#child !== null) return this.#child
    const child = fork(processFile, [JSON.stringify(this.#options)])
    this.#child = child
    await once(child, 'message')
    return child
  }

  async #ask(child: ChildProcess, lane: DueLane): Promise<RunResult['kind']> {
    const task: LaneTask = { lane, offsetMs: this.#now().getTime() - Date.now() }
    const settled = new AbortController()
    const answer = once(child, 'message', settled)
    const end = once(child, 'exit', settled)
    child.send(task)
    try {
      return await Promise.race([
        answer.then(([kind]) => kind as RunResult['kind']),
        end.then(() => Promise.reject(new Error('the process of the engine has ended'))),
      ])
    } finally {
      settled.abort()
    }
  }
}

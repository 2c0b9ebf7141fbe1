import { readProcessCpuMicros } from './machine.ts'

/** What some work took. */
export interface Spent {
  readonly seconds: number
  readonly nodeMicros: number
  readonly postgresMicros: number
}

/** Adds up the time that pieces of work take, with the CPU time of this process and of one PostgreSQL backend. */
export class Stopwatch {
  #seconds = 0
  #nodeMicros = 0
  #postgresMicros = 0
  readonly #backendPid: number

  constructor(backendPid: number) {
    this.#backendPid = backendPid
  }

  async time(work: () => Promise<unknown>): Promise<void> {
    const postgres = readProcessCpuMicros(this.#backendPid) ?? Number.NaN
    const node = process.cpuUsage()
    const start = performance.now()
    await work()
    this.#seconds += (performance.now() - start) / 1000
    const { user, system } = process.cpuUsage(node)
    this.#nodeMicros += user + system
    this.#postgresMicros += (readProcessCpuMicros(this.#backendPid) ?? Number.NaN) - postgres
  }

  get spent(): Spent {
    return { seconds: this.#seconds, nodeMicros: this.#nodeMicros, postgresMicros: this.#postgresMicros }
  }
}

import { type ChildProcess, fork } from 'node:child_process'
import { stat } from 'node:fs/promises'
import { extname } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserState } from './browser-state.ts'
import type { Facts } from './read-dashboard-page.ts'

/** A page is not worth a longer wait: the browser renders it by itself. */
const patienceMs = 1000
/** After this a process is stuck. A slow one may be late for one page, and be there for the next. */
const longestMs = 20_000
/** Pages that wait for the one that is being rendered; whoever comes beyond them gets the page as a browser renders it. */
const mostWaiting = 3
/** A process that cannot start, ends or is stuck is not tried again at once: nobody is to wait for it each time. */
const restMs = 10_000
/** Without a page the process ends; starting it takes a third of a second. */
const idleMs = 10 * 60_000
/** What the page asked for is sent along with it, and read by a slow device. */
const mostBytes = 600_000
/** Measured over 160 pages: 200 MB in all, of which this is what lives longer than a page; with V8's own choice for the young 290. */
const memory = ['--max-old-space-size=128', '--max-semi-space-size=4']

/** What is rendered, and for what kind of browser. */
export interface PageToRender {
  /** Path and query. */
  readonly address: string
  readonly browser: BrowserState
  readonly facts: Facts
}

export interface Rendering {
  /** What is inside of the element that the dashboard lives in. */
  readonly html: string
  /** What the browser takes the page over with, as JSON. */
  readonly page: string
}

export interface Answer {
  readonly status: number
  readonly body: string
}

/** Asks the API, in the name of whoever opened the page, for what is at a path. */
export type AskApi = (path: string) => Promise<Answer>

/** What the process of the renderer tells of a page. One that was given up may still be told of: it is nobody's any more. */
export type FromRenderer = { readonly page: number } & (
  | { readonly kind: 'question'; readonly id: number; readonly path: string }
  | { readonly kind: 'rendering'; readonly rendering: Rendering | null }
  | { readonly kind: 'failure'; readonly error: string }
)

/** What it is told: the page to render, then what the API answers it. */
export type ToRenderer = { readonly page: number } & (
  | ({ readonly kind: 'page' } & PageToRender)
  | ({ readonly kind: 'answer'; readonly id: number } & Answer)
)

const processFile = fileURLToPath(
  new URL(`./render-process${extname(fileURLToPath(import.meta.url))}`, import.meta.url),
)

/**
 * Renders pages of the dashboard, one after the other, in a process beside this one, which is given no database, no network
 * and none of our environment: all that it gets to know is what the API answers the person whose page it is, and it forgets
 * that with the page (`render-process.ts`). Whatever goes wrong costs no more than time: the browser renders, too.
 */
export class PageRenderer {
  readonly #file: string
  readonly #onFailure: (error: Error) => void
  readonly #restMs: number
  #restUntil = 0
  #pages = 0
  #process: ChildProcess | null = null
  /** When the dashboard was built that the process renders, in ms. */
  #builtAt = 0
  #idle: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** `file`: the renderer as `npm run build -w web` makes it. */
  constructor(file: string, onFailure: (error: Error) => void, rest = restMs) {
    this.#file = file
    this.#onFailure = onFailure
    this.#restMs = rest
  }

  /**
   * The page as `browser` shows it, with all that it asks the API for. Null when it is not to be had in time, when the API has
   * no good answer to a question of the page, or when the page leads somewhere else: the browser finds out by itself.
   */
  async render(page: PageToRender, ask: AskApi): Promise<Rendering | null> {
    if (this.#waiting > mostWaiting || Date.now() < this.#restUntil) return null
    this.#waiting += 1
    const patience = Promise.withResolvers<null>()
    const timer = setTimeout(() => patience.resolve(null), patienceMs)
    let isWanted = true
    const rendering = this.#last.then(() => (isWanted ? this.#render(page, ask) : null))
    this.#last = rendering.finally(() => {
      this.#waiting -= 1
    })
    const first = await Promise.race([rendering, patience.promise])
    clearTimeout(timer)
    isWanted = false
    return first
  }

  /** Starts the process, if it is not there, for the page that will be wanted in a moment. */
  async prepare(): Promise<void> {
    if (Date.now() >= this.#restUntil) await this.#start().catch((error: Error) => this.#rest(error))
  }

  close(): void {
    clearTimeout(this.#idle)
    this.#process?.kill()
    this.#process = null
  }

  async #render(page: PageToRender, ask: AskApi): Promise<Rendering | null> {
    try {
      const process = await this.#start()
      if (process === null) return null
      this.#pages += 1
      const { rendering, failure } = await renderWith(process, this.#pages, page, ask)
      if (failure !== null) this.#onFailure(new Error(failure))
      return rendering
    } catch (error) {
      this.#rest(error as Error)
      return null
    }
  }

  #rest(error: Error): void {
    this.close()
    this.#restUntil = Date.now() + this.#restMs
    this.#onFailure(error)
  }

  /** The process that renders the dashboard as it is built now; null when it is not built. */
  async #start(): Promise<ChildProcess | null> {
    const builtAt = await stat(this.#file).then(
      ({ mtimeMs }) => mtimeMs,
      () => null,
    )
    if (builtAt === null) return null
    if (builtAt !== this.#builtAt) this.close()
    this.#builtAt = builtAt
    this.#process ??= this.#fork()
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.close(), idleMs).unref()
    return this.#process
  }

  #fork(): ChildProcess {
    const forked = fork(processFile, [this.#file], {
      execArgv: [...memory, '--permission', '--allow-fs-read=*'],
      env: { NODE_ENV: 'production' },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    forked.once('exit', () => {
      if (this.#process === forked) this.#process = null
    })
    forked.on('error', (error) => {
      if (this.#process === forked) this.#rest(error)
    })
    // Whoever waits for a page waits for it, too; nothing else does.
    forked.unref()
    forked.channel?.unref()
    return forked
  }
}

interface Outcome {
  readonly rendering: Rendering | null
  /** What was thrown while the page was rendered; the process goes on. */
  readonly failure: string | null
}

/** Throws when the process cannot be reached, ends, or is stuck. */
function renderWith(
  process: ChildProcess,
  page: number,
  toRender: PageToRender,
  ask: AskApi,
): Promise<Outcome> {
  const { promise, resolve, reject } = Promise.withResolvers<Outcome>()
  const tell = (message: ToRenderer): void => {
    process.send(message, (error) => {
      if (error !== null) reject(error)
    })
  }
  let bytes = 0
  const answer = async (id: number, path: string): Promise<void> => {
    const { status, body } = await ask(path)
    bytes += body.length
    if (bytes > mostBytes) resolve({ rendering: null, failure: null })
    else tell({ kind: 'answer', page, id, status, body })
  }
  const listen = (message: FromRenderer): void => {
    if (message.page !== page) return
    if (message.kind === 'question') answer(message.id, message.path).catch(reject)
    else if (message.kind === 'rendering') resolve({ rendering: message.rendering, failure: null })
    else resolve({ rendering: null, failure: message.error })
  }
  const end = (): void => reject(new Error('The process that renders pages ended.'))
  const timer = setTimeout(
    () => reject(new Error(`A page was not rendered within ${longestMs / 1000} s.`)),
    longestMs,
  )
  process.on('message', listen)
  process.once('exit', end)
  tell({ kind: 'page', page, ...toRender })
  return promise.finally(() => {
    clearTimeout(timer)
    process.off('message', listen)
    process.off('exit', end)
  })
}

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

/** What the process of the renderer tells. */
export type FromRenderer =
  | { readonly kind: 'question'; readonly id: number; readonly path: string }
  | { readonly kind: 'rendering'; readonly rendering: Rendering | null }
  | { readonly kind: 'failure'; readonly error: string }

/** What it is told: the page to render, then what the API answers it. */
export type ToRenderer =
  | ({ readonly kind: 'page' } & PageToRender)
  | ({ readonly kind: 'answer'; readonly id: number } & Answer)

const processFile = fileURLToPath(
  new URL(`./render-process${extname(fileURLToPath(import.meta.url))}`, import.meta.url),
)

/**
 * Renders pages of the dashboard, one after the other, in a process beside this one, which has no database, no network and
 * none of our environment: all that it gets to know is what the API answers the person whose page it is, and it forgets
 * that with the page (`render-process.ts`). Whatever goes wrong costs no more than time: the browser renders, too.
 */
export class PageRenderer {
  readonly #file: string
  readonly #onFailure: (error: Error) => void
  #process: ChildProcess | null = null
  /** When the dashboard was built that the process renders, in ms. */
  #builtAt = 0
  #idle: NodeJS.Timeout | undefined
  #last: Promise<unknown> = Promise.resolve()
  #waiting = 0

  /** `file`: the renderer as `npm run build -w web` makes it. */
  constructor(file: string, onFailure: (error: Error) => void) {
    this.#file = file
    this.#onFailure = onFailure
  }

  /**
   * The page as `browser` shows it, with all that it asks the API for. Null when it is not to be had in time, when the API has
   * no good answer to a question of the page, or when the page leads somewhere else: the browser finds out by itself.
   */
  async render(page: PageToRender, ask: AskApi): Promise<Rendering | null> {
    if (this.#waiting > mostWaiting) return null
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
    await this.#start()
  }

  close(): void {
    clearTimeout(this.#idle)
    this.#process?.kill()
    this.#process = null
  }

  async #render(page: PageToRender, ask: AskApi): Promise<Rendering | null> {
    const process = await this.#start()
    if (process === null) return null
    try {
      return await renderWith(process, page, ask)
    } catch (error) {
      // It may be at work on this page still: the next one gets another.
      this.close()
      this.#onFailure(error as Error)
      return null
    }
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
    forked.once('error', this.#onFailure)
    // Whoever waits for a page waits for it, too; nothing else does.
    forked.unref()
    forked.channel?.unref()
    return forked
  }
}

/** Throws when the process fails, ends, or is stuck. */
function renderWith(process: ChildProcess, page: PageToRender, ask: AskApi): Promise<Rendering | null> {
  const { promise, resolve, reject } = Promise.withResolvers<Rendering | null>()
  let bytes = 0
  const answer = async (id: number, path: string): Promise<void> => {
    const { status, body } = await ask(path)
    bytes += body.length
    if (bytes > mostBytes) resolve(null)
    else tell({ kind: 'answer', id, status, body })
  }
  const tell = (message: ToRenderer): void => {
    // Whether it can be told or not: that it ended is told by itself.
    if (process.connected) process.send(message, () => {})
  }
  const listen = (message: FromRenderer): void => {
    if (message.kind === 'question') answer(message.id, message.path).catch(reject)
    else if (message.kind === 'rendering') resolve(message.rendering)
    else reject(new Error(message.error))
  }
  const end = (): void => reject(new Error('The process that renders pages ended.'))
  const timer = setTimeout(
    () => reject(new Error(`${page.address} was not rendered within ${longestMs / 1000} s.`)),
    longestMs,
  )
  process.on('message', listen)
  process.once('exit', end)
  tell({ kind: 'page', ...page })
  return promise.finally(() => {
    clearTimeout(timer)
    process.off('message', listen)
    process.off('exit', end)
  })
}

import { readFileSync } from 'node:fs'
import vm from 'node:vm'
import type { Answer, AskApi, FromRenderer, PageToRender, Rendering, ToRenderer } from './page-renderer.ts'

/** What the built renderer (web/src/renderer/main.ts) leaves in the place where it was run. */
interface Renderer {
  renderPage(page: PageToRender, ask: AskApi): Promise<Rendering | null>
}

/** What a renderer finds in its place besides what the language has; `web/src/renderer/browser.ts` adds what a browser has. */
const given = {
  AbortController,
  DOMException,
  Event,
  EventTarget,
  Headers,
  ReadableStream,
  Request,
  Response,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  console,
  queueMicrotask,
  structuredClone,
}

const script = new vm.Script(readFileSync(process.argv[2] ?? '', 'utf8'), { filename: 'renderer.js' })

/**
 * Every page is rendered in a place of its own, where the whole dashboard is run from the beginning (12 to 20 ms): what its
 * modules keep is gone with the page, and cannot meet the next person's. Whatever would keep the place itself is ended with it.
 */
class Place {
  readonly #ends: (() => void)[] = []
  readonly #renderer: Renderer

  constructor() {
    const context = vm.createContext({ ...given, ...this.#timers(), MessageChannel: this.#channels() })
    script.runInContext(context)
    this.#renderer = context as unknown as Renderer
  }

  /** The time zone is the process's: it renders one page at a time. */
  async render(page: PageToRender, ask: AskApi): Promise<Rendering | null> {
    process.env.TZ = page.browser.timeZone
    try {
      return await this.#renderer.renderPage(page, ask)
    } finally {
      for (const end of this.#ends) end()
    }
  }

  #timers() {
    const keep = (timer: NodeJS.Timeout): NodeJS.Timeout => {
      this.#ends.push(() => clearTimeout(timer))
      return timer
    }
    return {
      setTimeout: (call: () => void, ms?: number) => keep(setTimeout(call, ms)),
      setInterval: (call: () => void, ms?: number) => keep(setInterval(call, ms)),
      clearTimeout,
      clearInterval,
    }
  }

  #channels() {
    const ends = this.#ends
    return class extends MessageChannel {
      constructor() {
        super()
        ends.push(() => this.port1.close())
      }
    }
  }
}

/** The browser that a page is for may be on this machine, and has work to do with it. */
const pauseMs = 1500

const waiting = new Map<number, (answer: Answer) => void>()
let asked = 0
let next: Place | null = new Place()

function ask(page: number, path: string): Promise<Answer> {
  asked += 1
  const id = asked
  tell({ kind: 'question', page, id, path })
  return new Promise((resolve) => waiting.set(id, resolve))
}

async function render(page: number, toRender: PageToRender): Promise<void> {
  const place = next ?? new Place()
  next = null
  // Of a page that was given up.
  waiting.clear()
  try {
    const rendering = await place.render(toRender, (path) => ask(page, path))
    tell({ kind: 'rendering', page, rendering })
  } catch (error) {
    tell({ kind: 'failure', page, error: error instanceof Error ? String(error.stack) : String(error) })
  }
  setTimeout(() => {
    next ??= new Place()
  }, pauseMs)
}

function tell(message: FromRenderer): void {
  if (process.connected) process.send?.(message)
}

process.on('message', (message: ToRenderer) => {
  if (message.kind === 'page') void render(message.page, message)
  else waiting.get(message.id)?.(message)
})
process.once('disconnect', () => process.exit())

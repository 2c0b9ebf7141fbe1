import type { BrowserState } from '../rendered/browser-state.ts'

/** The address that relative ones are of; nothing is ever asked there. */
const base = 'http://dashboard.invalid'

class RelativeRequest extends Request {
  constructor(input: RequestInfo | URL, init?: RequestInit) {
    super(typeof input === 'string' ? new URL(input, base) : input, init)
  }
}

class KeptTexts {
  readonly #kept = new Map<string, string>()

  getItem(name: string): string | null {
    return this.#kept.get(name) ?? null
  }

  setItem(name: string, value: string): void {
    this.#kept.set(name, value)
  }

  removeItem(name: string): void {
    this.#kept.delete(name)
  }
}

class SilentChannel {
  addEventListener(): void {}
  postMessage(): void {}
}

/** Nothing is given up here: who waits for the page does that. */
const patientSignals = {
  any: ([signal]: readonly AbortSignal[]) => signal,
  timeout: () => new AbortController().signal,
}

const nothing = (): void => {}
const listening = { addEventListener: nothing, removeEventListener: nothing }
const root: { lang: string; readonly dataset: Record<string, string> } = { lang: '', dataset: {} }
const kept = new KeptTexts()

// What the dashboard's modules ask a browser for when they are evaluated: imported before all of them.
define({
  window: globalThis,
  self: globalThis,
  Request: RelativeRequest,
  location: new URL(base),
  document: { documentElement: root, querySelector: () => null, getElementById: () => null, ...listening },
  history: { scrollRestoration: 'auto' },
  // A page begins at its top; a list of which only what is in sight is drawn asks for it.
  scrollX: 0,
  scrollY: 0,
  localStorage: kept,
  sessionStorage: new KeptTexts(),
  BroadcastChannel: SilentChannel,
  AbortSignal: patientSignals,
  // To the browser, whatever was asked here was asked when it began to load the page.
  performance: { now: () => 0, getEntriesByType: () => [] },
  ...listening,
})

/** What differs from browser to browser, and what the document says of the server. */
export function becomeBrowser(state: BrowserState, facts: Readonly<Record<string, string>>): void {
  Object.assign(root.dataset, facts)
  for (const [name, value] of Object.entries(state.kept)) kept.setItem(name, value)
  define({
    navigator: { languages: state.languages, language: state.languages[0], userAgent: '' },
    innerWidth: state.width,
    innerHeight: state.height,
    matchMedia: (query: string) => ({ matches: matches(state, query), ...listening }),
  })
}

/** The queries that the dashboard asks; any other does not match. */
function matches({ width, colorScheme }: BrowserState, query: string): boolean {
  const widest = /^\(max-width: ([\d.]+)em\)$/.exec(query)?.[1]
  if (widest !== undefined) return width <= Number(widest) * 16
  return query === `(prefers-color-scheme: ${colorScheme})`
}

function define(values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values))
    Object.defineProperty(globalThis, name, { value, configurable: true, writable: true })
}

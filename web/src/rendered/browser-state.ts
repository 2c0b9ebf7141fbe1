/** What a page looks like depends on this of the browser, and the server does not know it. */
export interface BrowserState {
  /** The one of ours that it shows pages in. */
  readonly language: string
  readonly languages: readonly string[]
  /** IANA name. */
  readonly timeZone: string
  /** Of the viewport, in CSS pixels. */
  readonly width: number
  readonly height: number
  readonly colorScheme: 'light' | 'dark'
  /** What this browser keeps for us (`localStorage`). */
  readonly kept: Readonly<Record<string, string>>
}

const cookie = 'ordersync_browser'
const longestCookie = 3000
const yearInSeconds = 365 * 86_400

/** The browser as it is now. */
export function readBrowserState(): BrowserState {
  const scheme = localStorage.getItem(colorSchemeKey)
  const prefersDark = matchMedia('(prefers-color-scheme: dark)').matches
  return {
    language: document.documentElement.lang,
    languages: [...navigator.languages],
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    width: innerWidth,
    height: innerHeight,
    colorScheme: scheme === 'dark' || (scheme !== 'light' && prefersDark) ? 'dark' : 'light',
    kept: Object.fromEntries(
      Object.entries(localStorage)
        .filter(([name]) => name.startsWith('ordersync-') || name === colorSchemeKey)
        .toSorted(([a], [b]) => (a < b ? -1 : 1)),
    ),
  }
}

/** Where Mantine keeps it. */
const colorSchemeKey = 'mantine-color-scheme-value'

/** By then a page has kept what it keeps by itself when it is first drawn, and a window that is made smaller has its size. */
const soonMs = 500

/** Tells the server, from now on, with the next page that is opened. */
export function tellBrowserState(): void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const tellSoon = (): void => {
    clearTimeout(timer)
    timer = setTimeout(tell, soonMs)
  }
  tell()
  tellSoon()
  // Whoever chooses something and loads the page again is shown it at once.
  addEventListener('click', () => setTimeout(tell), { capture: true })
  addEventListener('resize', tellSoon)
  addEventListener('pagehide', tell)
}

function tell(): void {
  const value = encodeURIComponent(JSON.stringify(readBrowserState()))
  const isTold = value.length <= longestCookie
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store is newer than our browsers, and late for a page that is left.
  document.cookie = `${cookie}=${isTold ? value : ''}; path=/; samesite=lax; max-age=${isTold ? yearInSeconds : 0}`
}

/** Whether a page looks the same in both. */
export function isSameBrowser(a: BrowserState, b: BrowserState): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

import { type DehydratedState, hydrate, type QueryClient } from '@tanstack/react-query'
import { holdBrowserTime } from '../api/server-clock.ts'
import { beginWith, sessionQuery } from '../session/session.ts'
import { type BrowserState, isSameBrowser, readBrowserState } from './browser-state.ts'

/** What the server rendered a page from. */
export interface RenderedPage {
  /** When, in ms. */
  readonly at: number
  /** Path and query. */
  readonly address: string
  readonly language: string
  /** Null of a page for strangers, of whom the server knows nothing but the language. */
  readonly browser: BrowserState | null
  /** The answers of the API that are on it. */
  readonly queries: DehydratedState
}

/** Older than this, or between clocks so far apart, ages that are told with the answers would be wrong. */
const longestMs = 10_000

/** A slow machine has taken a page over by then. */
const takenOverMs = 3000

export interface Takeover {
  /** Whether this browser would show just that page, so that it can be gone on with. Not known before there are words. */
  isSame(): boolean
}

/**
 * Takes over the page that the server rendered, with the answers that are on it. Null when there is none that is of use; the
 * server may have found instead that nobody is signed in any more.
 */
export function takeRenderedPage(queryClient: QueryClient): Takeover | null {
  const element = document.getElementById('rendered')
  const json = element?.textContent ?? ''
  element?.remove()
  if (json === '') return null
  const page = JSON.parse(json) as RenderedPage | null
  if (page === null) {
    queryClient.setQueryData(sessionQuery.queryKey, null)
    beginWith(null)
    return null
  }
  const { at, address, language, browser, queries } = page
  // What comes after the `#` is sent to no server.
  if (browser === null) {
    return { isSame: () => location.hash === '' && document.documentElement.lang === language }
  }
  if (Math.abs(Date.now() - at) > longestMs) return null
  hydrate(queryClient, queries)
  const session = queryClient.getQueryData(sessionQuery.queryKey)
  if (session) beginWith(session)
  holdBrowserTime(at, takenOverMs)
  const isSame =
    address === location.pathname + location.search + location.hash &&
    isSameBrowser(browser, readBrowserState())
  return { isSame: () => isSame }
}

import { dehydrate, type Query, type QueryClient } from '@tanstack/react-query'
import { createMemoryHistory } from '@tanstack/react-router'
import { type ReactNode, StrictMode } from 'react'
import { renderToReadableStream } from 'react-dom/server.browser'
import { holdBrowserTime } from '../api/server-clock.ts'
import { App } from '../app/app.tsx'
import { askAhead } from '../app/ask-ahead.ts'
import { createQueryClient } from '../app/query-client.ts'
import { createAppRouter } from '../app/router.ts'
import { startI18n } from '../i18n/i18n.ts'
import type { BrowserState } from '../rendered/browser-state.ts'
import type { RenderedPage } from '../rendered/rendered-page.ts'

export interface PageToRender {
  /** Path and query. */
  readonly address: string
  readonly browser: BrowserState
  /** What the document says of the server, by name (`data-…`). */
  readonly facts: Readonly<Record<string, string>>
}

export interface Rendering {
  /** Of the element that the dashboard lives in. */
  readonly html: string
  /** A `RenderedPage` as JSON. */
  readonly page: string
}

/** Longer than a page is rendered for. */
const longestMs = 60_000

/** Answers may ask for more: a row that is there now asks for what is in it. */
const mostRounds = 3

/**
 * A page with everything that it asks for. Null when its address leads elsewhere, as for who is not signed in, and when an
 * answer is missing or says that something is wrong: then the browser finds out by itself, and has a way on.
 */
export async function renderPage({ address, browser, facts }: PageToRender): Promise<Rendering | null> {
  const at = Date.now()
  // The browser takes the page over with the same ages on it.
  holdBrowserTime(at, longestMs)
  const queryClient = createQueryClient()
  const router = createAppRouter(createMemoryHistory({ initialEntries: [address] }))
  askAhead(router, queryClient)
  await Promise.all([router.load(), startI18n()])
  for (let round = 0; round < mostRounds; round += 1) {
    if (!(await areAnswered(queryClient)) || router.state.location.href !== address) return null
    const html = await renderWhole(
      <StrictMode>
        <App router={router} queryClient={queryClient} />
      </StrictMode>,
    )
    const unanswered = queriesOf(queryClient).filter(isWanted)
    if (unanswered.length === 0) {
      const isForStranger = facts.session === 'none'
      const page: RenderedPage = {
        at,
        address,
        language: document.documentElement.lang,
        browser: isForStranger ? null : browser,
        queries: dehydrate(queryClient),
      }
      return { html, page: JSON.stringify(page) }
    }
    for (const query of unanswered) query.fetch().catch(() => {})
  }
  return null
}

/** In one piece: nothing that comes later and would need a script to find its place. Throws what a component throws. */
async function renderWhole(app: ReactNode): Promise<string> {
  let failure: unknown = null
  const stream = await renderToReadableStream(app, {
    progressiveChunkSize: Number.POSITIVE_INFINITY,
    onError: (error) => {
      failure ??= error
    },
  })
  await stream.allReady
  if (failure !== null) throw failure
  return new Response(stream).text()
}

/** Waits for what has been asked, and for what is asked because of it. False when something cannot be answered. */
async function areAnswered(queryClient: QueryClient): Promise<boolean> {
  let asked: readonly Query[]
  do {
    asked = queriesOf(queryClient).filter(({ state }) => state.fetchStatus !== 'idle')
    await Promise.allSettled(asked.map(({ promise }) => promise))
    // What waits for an answer asks next.
    await new Promise((resolve) => setTimeout(resolve))
  } while (asked.length > 0)
  return queriesOf(queryClient).every(({ state }) => state.status !== 'error')
}

/** Nothing is asked while a page is rendered: this has no answer yet, although the page needs one. */
function isWanted({ state, options }: Query): boolean {
  return state.status === 'pending' && (options as { readonly enabled?: unknown }).enabled !== false
}

function queriesOf(queryClient: QueryClient): readonly Query[] {
  return queryClient.getQueryCache().getAll()
}

import type { IncludedData, OrdersPage, SearchOrdersParameters } from '../amazon/orders-api.ts'
import { contentHash } from '../domain/content-hash.ts'
import type { DeltaWindow } from '../domain/delta-window.ts'
import type { OpenWindow } from '../store/sync-states.ts'

/**
 * The window that the delta lane reads, as it is stored between pages. All functions are pure: a window and what Amazon
 * answered in, the next window out.
 */

/** Amazon's page tokens live 24 hours; an older one is not even tried. Source: orders_2026-01-01.json, paginationToken. */
const pageTokenLifeMs = 23 * 60 * 60_000
/** More pages than any window can have: two years of a seller with a million orders. */
const maxPages = 20_000

/** What the lane keeps as the window's parameters. */
interface FrozenWindow {
  readonly request: SearchOrdersParameters & {
    readonly lastUpdatedAfter: string
    readonly lastUpdatedBefore: string
  }
  readonly wide: boolean
}

/**
 * The stored window, from its start again if its page token is too old or if it was opened for other data sets than are
 * wanted now; null when there is none.
 */
export function usableWindow(
  window: OpenWindow | null,
  now: Date,
  wanted: readonly IncludedData[],
): OpenWindow | null {
  if (window === null) return null
  const { request } = frozen(window)
  if (request.includedData?.join() !== wanted.join()) {
    return restart({
      ...window,
      parameters: { ...window.parameters, request: { ...request, includedData: wanted } },
    })
  }
  const { pageToken, pageTokenAt } = window
  const expired =
    pageToken !== null && (pageTokenAt === null || now.getTime() - pageTokenAt.getTime() > pageTokenLifeMs)
  return expired ? restart(window) : window
}

/** The same window from its first page. Nothing is lost: what was stored stays. */
export function restart(window: OpenWindow): OpenWindow {
  return { ...window, pageToken: null, pageTokenAt: null, pages: 0, orders: 0, pageHash: null }
}

/** A planned window as it is stored before its first page: its parameters do not change any more. */
export function openWindow(span: DeltaWindow, includedData: readonly IncludedData[]): OpenWindow {
  const parameters: FrozenWindow = {
    request: {
      lastUpdatedAfter: span.after.toISOString(),
      lastUpdatedBefore: span.before.toISOString(),
      maxResultsPerPage: 100,
      includedData,
    },
    wide: span.wide,
  }
  return {
    parameters: { ...parameters },
    pageToken: null,
    pageTokenAt: null,
    pages: 0,
    orders: 0,
    pageHash: null,
  }
}

/** The parameters as this lane stored them. */
export function frozen(window: OpenWindow): FrozenWindow {
  return window.parameters as unknown as FrozenWindow
}

/** The window after a page: where to go on, or null after its last page. */
export function afterPage(window: OpenWindow, page: OrdersPage, now: Date): OpenWindow | null {
  if (page.nextToken === null) return null
  const ids = page.observations.map(({ order }) => `${order.externalOrderId} ${order.lastUpdatedAt}`)
  return {
    parameters: window.parameters,
    pageToken: page.nextToken,
    pageTokenAt: now,
    pages: window.pages + 1,
    orders: window.orders + page.observations.length,
    pageHash: ids.length === 0 ? null : contentHash(ids.join('\n')),
  }
}

/** Whether Amazon led us in a circle: the same token, the same page, or more pages than there can be. */
export function isRepeated(window: OpenWindow, next: OpenWindow): boolean {
  return (
    next.pageToken === window.pageToken ||
    (next.pageHash !== null && next.pageHash === window.pageHash) ||
    next.pages > maxPages
  )
}

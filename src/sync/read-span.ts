import { AmazonError } from '../amazon/errors.ts'
import { includedDataFor, type OrdersPage, type SearchOrdersParameters } from '../amazon/orders-api.ts'
import { inWholeSeconds, type Span } from '../domain/backfill-plan.ts'
import type { Priority } from '../domain/quota.ts'
import type { LaneRun, SyncEngine } from './lane-context.ts'

/** Amazon's page tokens live 24 hours; an older one is not even tried. Source: orders_2026-01-01.json, paginationToken. */
const pageTokenLifeMs = 23 * 60 * 60_000

/** Where the reading of a span stands: null tokens begin at its first page. */
export interface SpanPosition {
  readonly pageToken: string | null
  readonly pageTokenAt: Date | null
}

export type SpanPage =
  | { readonly kind: 'page'; readonly page: OrdersPage; readonly next: SpanPosition | null }
  /** The bucket has no token for this priority before `availableAt`. */
  | { readonly kind: 'quota'; readonly availableAt: Date }

/**
 * One page of the orders created in a span, in full detail. A page token that is too old starts the span again. Throws
 * AmazonError for everything but a lack of quota: `page_token_refused` when Amazon refuses the token or sends it a second
 * time, so that the caller stores first that the span begins again; else each token of the bucket goes to the dead one.
 */
export async function readSpanPage(
  engine: SyncEngine,
  laneRun: LaneRun,
  span: Span,
  position: SpanPosition,
  priority: Priority,
): Promise<SpanPage> {
  const now = engine.clock.now()
  const expired =
    position.pageTokenAt !== null && now.getTime() - position.pageTokenAt.getTime() > pageTokenLifeMs
  const pageToken = expired ? null : position.pageToken
  try {
    const page = await engine.amazon.orders.searchOrders(
      laneRun.account,
      spanParameters(span, laneRun.connection.includeBuyerData),
      pageToken,
      { priority, maxQuotaDelayMs: 0, signal: laneRun.signal },
    )
    if (page.nextToken !== null && page.nextToken === pageToken) {
      throw new AmazonError(
        'page_token_refused',
        'Amazon sent the same page twice; the span is read again from its start.',
      )
    }
    return {
      kind: 'page',
      page,
      next: page.nextToken === null ? null : { pageToken: page.nextToken, pageTokenAt: now },
    }
  } catch (error) {
    if (error instanceof AmazonError && error.availableAt !== null)
      return { kind: 'quota', availableAt: error.availableAt }
    throw error
  }
}

/** What to ask for everything that was created in a span. */
export function spanParameters(span: Span, keepsBuyers = false): SearchOrdersParameters {
  const { from, to } = inWholeSeconds(span)
  return {
    createdAfter: from.toISOString(),
    createdBefore: to.toISOString(),
    maxResultsPerPage: 100,
    includedData: includedDataFor(keepsBuyers),
  }
}

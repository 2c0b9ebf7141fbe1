import { toSeconds } from './clock.ts'
import type { OrderPlan, WorldSeller } from './order-plan.ts'
import { addEdit, type EditedOrder, kindOfStatus } from './overlay.ts'
import { hash32 } from './random.ts'

/** A deliberate order or change; every time is ISO 8601. */
export interface PutOrder {
  /** Default: a new id. */
  orderId?: string
  /** Only for an order the world does not know yet. Default: lastUpdatedTime. */
  createdTime?: string
  /** When the change happens. Default: now. */
  lastUpdatedTime?: string
  /** When readers see it. Default: lastUpdatedTime. */
  visibleAt?: string
  status?: string
  /** Only for a new order, as are the next two. Default: MERCHANT. */
  fulfilledBy?: 'AMAZON' | 'MERCHANT'
  /** Default: the seller's first. */
  marketplaceId?: string
  /** One per line. Default: [1]. */
  quantities?: number[]
  /** JSON Merge Patch onto the generated document. */
  document?: Record<string, unknown>
}

/**
 * Adds the change to an order already edited, or makes one out of a generated plan or out of nothing.
 * The caller keeps what it gets back.
 */
export function applyPut(
  put: PutOrder,
  orderId: string,
  known: EditedOrder | null,
  generated: OrderPlan | null,
  worldSeller: WorldSeller,
  now: Date,
): EditedOrder {
  const at = put.lastUpdatedTime === undefined ? toSeconds(now) : parseSeconds(put.lastUpdatedTime)
  const visibleAt = put.visibleAt === undefined ? at : parseSeconds(put.visibleAt)
  const edited = known ?? {
    plan: generated ?? planManually(worldSeller, orderId, put, at),
    generatedUntil: Math.max(at, toSeconds(now)),
    edits: [],
  }
  const past = [...edited.plan.events, ...edited.edits.map((edit) => edit.event)]
    .filter((event) => event.at <= at)
    .toSorted((a, b) => a.at - b.at)
  const status = put.status ?? past.at(-1)?.status ?? 'UNSHIPPED'
  const kind = put.status !== undefined || past.length === 0 ? kindOfStatus(status) : 'touched'
  addEdit(edited, {
    event: { kind, status, at, visibleAt: Math.max(visibleAt, at) },
    patch: put.document ?? {},
  })
  return edited
}

function planManually(worldSeller: WorldSeller, orderId: string, put: PutOrder, at: number): OrderPlan {
  return {
    orderId,
    createdAt: put.createdTime === undefined ? at : parseSeconds(put.createdTime),
    marketplaceId: put.marketplaceId ?? worldSeller.seller.marketplaceIds[0] ?? '',
    fulfilledBy: put.fulfilledBy ?? 'MERCHANT',
    channelName: 'AMAZON',
    quantities: put.quantities ?? [1],
    contentSeed: hash32(orderId),
    events: [],
  }
}

function parseSeconds(iso: string): number {
  const milliseconds = Date.parse(iso)
  if (Number.isNaN(milliseconds)) throw new RangeError(`not a time: ${iso}`)
  return Math.floor(milliseconds / 1000)
}

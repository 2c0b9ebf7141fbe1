import type { Order } from '@sp-api-sdk/orders-api-2026-01-01'
import { SECONDS_PER_DAY, toSeconds } from './clock.ts'
import { rememberedAt } from './data-window.ts'
import { mergePatch } from './document/merge.ts'
import { buildOrder } from './document/order-document.ts'
import { fromOrderId } from './order-id.ts'
import { FIRST_DAY, ORDER_ID_KEY, type OrderPlan, planDay, type WorldSeller } from './order-plan.ts'
import { type EditedOrder, editedState } from './overlay.ts'
import {
  comparePositions,
  countVisibleEvents,
  type DateFamily,
  type Position,
  selectOrders,
} from './page-select.ts'
import { BLOCK_DAYS, createPlanCache } from './plan-cache.ts'
import { applyPut, type PutOrder } from './put-order.ts'
import type { Fleet, SimulatedSeller } from './seller.ts'
import { createSellerRegistry } from './seller-registry.ts'

/** An order as the world shows it at an instant. `order` is built anew for each reader. */
export interface VisibleOrder extends Position {
  lastUpdatedAt: number
  order: Order
}

export interface OrderFilter {
  marketplaceIds?: ReadonlySet<string>
  statuses?: ReadonlySet<string>
  fulfilledBy?: ReadonlySet<string>
}

export interface WorldSearch {
  family: DateFamily
  /** Seconds since 1970, both inclusive. */
  from: number
  to: number
  after: Position | null
  limit: number
  now: Date
  filter: OrderFilter
}

/**
 * All sellers and their orders at any time: a pure function of seed, fleet, epoch and now. Only what was
 * put in by hand is kept, and lost with the process.
 */
export interface World {
  readonly seed: string
  readonly epoch: Date
  readonly sellers: ReadonlyMap<string, SimulatedSeller>
  addSeller(seller: SimulatedSeller): void
  search(sellerId: string, search: WorldSearch): VisibleOrder[]
  find(sellerId: string, orderId: string, now: Date): VisibleOrder | null
  /** Every visible order by creation time; `aged` includes what Amazon no longer shows. */
  list(sellerId: string, now: Date, aged?: boolean): Generator<VisibleOrder>
  /** Returns the order's id. */
  put(sellerId: string, put: PutOrder, now: Date): string
  /** Events after this instant do not happen (edits still do); null lets time run again. */
  freeze(at: Date | null): void
}

export function createWorld(options: { fleet: Fleet; seed: string; epoch: Date; maxPlans?: number }): World {
  const { seed, epoch } = options
  const registry = createSellerRegistry(seed, epoch)
  for (const seller of options.fleet.sellers) registry.add(seller)
  const cache = createPlanCache(options.maxPlans)
  const overlay = new Map<string, Map<string, EditedOrder>>()
  let freezeSeconds = Number.POSITIVE_INFINITY
  let manualOrders = 0

  const show = (worldSeller: WorldSeller, plan: OrderPlan, now: Date): VisibleOrder | null => {
    const events = plan.events.slice(0, countVisibleEvents(plan, toSeconds(now), freezeSeconds))
    const last = events.at(-1)
    if (!last) return null
    const order = buildOrder(worldSeller, plan, events)
    return { time: plan.createdAt, orderId: plan.orderId, lastUpdatedAt: last.at, order }
  }

  const showEdited = (worldSeller: WorldSeller, edited: EditedOrder, now: Date): VisibleOrder | null => {
    const state = editedState(edited, toSeconds(now), freezeSeconds)
    const last = state?.events.at(-1)
    if (!state || !last) return null
    const whole: unknown = buildOrder(worldSeller, edited.plan, state.events)
    const order = state.patches.reduce((document, patch) => mergePatch(document, patch), whole) as Order
    return { time: edited.plan.createdAt, orderId: edited.plan.orderId, lastUpdatedAt: last.at, order }
  }

  const searchGenerated = (worldSeller: WorldSeller, search: WorldSearch): VisibleOrder[] => {
    const edits = overlay.get(worldSeller.seller.sellerId)
    const isRemembered = rememberedAt(search.now)
    const candidates = selectOrders(cache, worldSeller, {
      ...search,
      nowSeconds: toSeconds(search.now),
      freezeSeconds,
      accepts: (plan, eventCount) =>
        !edits?.has(plan.orderId) &&
        isRemembered(plan) &&
        matches(search.filter, plan.marketplaceId, plan.events[eventCount - 1]?.status, plan.fulfilledBy),
    })
    return candidates.map(({ plan, eventCount, ...position }) => ({
      ...position,
      order: buildOrder(worldSeller, plan, plan.events.slice(0, eventCount)),
    }))
  }

  const searchEdited = (worldSeller: WorldSeller, search: WorldSearch): VisibleOrder[] => {
    const isRemembered = rememberedAt(search.now)
    const found: VisibleOrder[] = []
    for (const edited of overlay.get(worldSeller.seller.sellerId)?.values() ?? []) {
      const shown = isRemembered(edited.plan) ? showEdited(worldSeller, edited, search.now) : null
      if (!shown) continue
      if (search.family === 'updated') shown.time = shown.lastUpdatedAt
      const inWindow = shown.time >= search.from && shown.time <= search.to
      if (!inWindow || (search.after && comparePositions(shown, search.after) <= 0)) continue
      const { salesChannel, fulfillment } = shown.order
      const { marketplaceId } = salesChannel
      if (matches(search.filter, marketplaceId, fulfillment?.fulfillmentStatus, fulfillment?.fulfilledBy)) {
        found.push(shown)
      }
    }
    return found
  }

  const findPlan = (worldSeller: WorldSeller, orderId: string): OrderPlan | null => {
    const place = fromOrderId(orderId, ORDER_ID_KEY)
    if (place?.sellerNumber !== worldSeller.sellerNumber) return null
    const block = cache.block(worldSeller, Math.floor((FIRST_DAY + place.dayNumber) / BLOCK_DAYS))
    return block.find((plan) => plan.orderId === orderId) ?? null
  }

  return {
    seed,
    epoch,
    sellers: registry.sellers,
    addSeller: registry.add,
    search: (sellerId, search) => {
      const worldSeller = registry.get(sellerId)
      const found = [...searchGenerated(worldSeller, search), ...searchEdited(worldSeller, search)]
      return found.sort(comparePositions).slice(0, search.limit)
    },
    find: (sellerId, orderId, now) => {
      const worldSeller = registry.get(sellerId)
      const edited = overlay.get(sellerId)?.get(orderId)
      const plan = edited?.plan ?? findPlan(worldSeller, orderId)
      if (!plan || !rememberedAt(now)(plan)) return null
      return edited ? showEdited(worldSeller, edited, now) : show(worldSeller, plan, now)
    },
    *list(sellerId, now, aged = false) {
      const worldSeller = registry.get(sellerId)
      const edits = overlay.get(sellerId)
      const isRemembered = rememberedAt(now)
      for (const edited of edits?.values() ?? []) {
        const shown = aged || isRemembered(edited.plan) ? showEdited(worldSeller, edited, now) : null
        if (shown) yield shown
      }
      const firstDay = Math.floor(worldSeller.historyStartsAt / SECONDS_PER_DAY)
      const lastDay = Math.floor(toSeconds(now) / SECONDS_PER_DAY)
      for (let day = firstDay; day <= lastDay; day++) {
        // Past the cache: one long listing must not push everybody's recent days out.
        for (const plan of planDay(worldSeller, day)) {
          if (edits?.has(plan.orderId) || !(aged || isRemembered(plan))) continue
          const shown = show(worldSeller, plan, now)
          if (shown) yield shown
        }
      }
    },
    put: (sellerId, put, now) => {
      const worldSeller = registry.get(sellerId)
      const orderId = put.orderId ?? `900-0000000-${String(++manualOrders).padStart(7, '0')}`
      const orders = overlay.get(sellerId) ?? new Map<string, EditedOrder>()
      const known = orders.get(orderId) ?? null
      const generated = known ? null : findPlan(worldSeller, orderId)
      orders.set(orderId, applyPut(put, orderId, known, generated, worldSeller, now))
      overlay.set(sellerId, orders)
      return orderId
    },
    freeze: (at) => {
      freezeSeconds = at ? toSeconds(at) : Number.POSITIVE_INFINITY
    },
  }
}

function matches(
  { marketplaceIds, statuses, fulfilledBy }: OrderFilter,
  marketplaceId = '',
  status = '',
  fulfiller = '',
): boolean {
  return (
    (marketplaceIds?.has(marketplaceId) ?? true) &&
    (statuses?.has(status) ?? true) &&
    (fulfilledBy?.has(fulfiller) ?? true)
  )
}

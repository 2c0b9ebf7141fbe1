import type { Finding } from '../domain/moving-in/finding.ts'
import { isAmazon } from '../domain/moving-in/moved-connection.ts'
import { chooseCopy, type SourceOrder, toMovedOrder } from '../domain/moving-in/moved-order.ts'
import type { OrderObservation } from '../domain/order.ts'
import { isTenantId } from '../domain/tenant-id.ts'
import { wasTenantErased } from '../store/erase-tenant.ts'
import { lockFeed } from '../store/save-orders.ts'
import { findKnown, saveUnknown } from '../store/save-outlines.ts'
import type { Source } from '../store/source/open-source.ts'
import { readConnections, readFigures, readOrders, readStates } from '../store/source/read-source.ts'
import { findTenant, saveTenant } from '../store/tenants.ts'
import { finishTenant, isOfAnotherTenant, withKnownConnections } from './move-connection.ts'
import { connectionOfOrder, type MovedTenant, planTenants, toTenant } from './plan-tenants.ts'
import { type ImportReport, Tally } from './tally.ts'
import type { MoveInOptions, MoveInTools } from './tools.ts'

const ordersAtOnce = 500

/** The source has the tables, and nothing in them. */
export class NothingToImport extends Error {
  override readonly name = 'NothingToImport'

  constructor(tenantId: string | null) {
    super(
      tenantId === null
        ? 'The tables of the earlier system are there, but empty: there is nothing to import.'
        : `The earlier system has nothing of a tenant "${tenantId}": there is nothing to import.`,
    )
  }
}

/**
 * Takes over the database of an earlier system, tenant by tenant:
 *
 *   its orders, 500 in a transaction ──▶ its connections with token, cursor and the wish for history ──▶ next tenant
 *
 * A connection comes last, so that its sync begins when its orders are there. Only what nobody knows here is stored, so
 * that an import may be broken off anywhere and run again, run twice at once, and run beside the sync: each batch holds
 * the tenant's feed as every writer of orders does. What somebody has erased or removed here since stays away.
 */
export async function moveIn(
  tools: MoveInTools,
  source: Source,
  options: MoveInOptions,
): Promise<ImportReport> {
  const { tenantId, dryRun, allowSharedSeller } = options
  const tally = new Tally()
  const figures = await readFigures(source, tenantId)
  if (Object.values(figures.rows).every((rows) => rows === 0)) throw new NothingToImport(tenantId)
  const connections = await readConnections(source, tenantId)
  const states = await readStates(source, tenantId)
  const plan = planTenants(connections, states, allowSharedSeller, tools.now, tally.note)
  const waiting = new Map(plan.tenants)
  tally.tenants.leftOut += plan.leftOut.size

  for await (const [id, orders] of byTenant(readOrders(source, tenantId))) {
    const planned = plan.leftOut.has(id) || !isTenantId(id) ? null : (waiting.get(id) ?? toTenant(id, null))
    waiting.delete(id)
    await moveTenant(tools, tally, planned, orders, options)
  }
  for (const tenant of waiting.values()) await moveTenant(tools, tally, tenant, nothing(), options)
  return tally.report(figures, dryRun)
}

/** One tenant with its orders; null: it is not taken over, its orders are only counted. */
async function moveTenant(
  tools: MoveInTools,
  tally: Tally,
  planned: MovedTenant | null,
  orders: AsyncIterable<readonly SourceOrder[]>,
  options: MoveInOptions,
): Promise<void> {
  const obstacle = planned === null ? null : await findObstacle(tools, planned, options)
  if (planned === null || obstacle !== null) {
    if (planned !== null && obstacle !== null) {
      tally.tenants.leftOut += 1
      for (const { connectionId } of planned.connections) tally.note(obstacle, connectionId)
    }
    for await (const copies of orders) for (const { id } of copies) tally.note('order_of_no_tenant', id)
    return
  }
  const isKnown = (await findTenant(tools.db.of(planned.tenantId))) !== null
  tally.tenants[isKnown ? 'known' : 'taken'] += 1
  if (!isKnown && !options.dryRun) await saveTenant(tools.db.of(planned.tenantId), planned.displayName)
  const tenant = await withKnownConnections(tools.db, planned)
  const before = tally.ordersTaken
  for await (const batch of inBatches(orders, ordersAtOnce)) {
    await moveOrders(tools, tally, tenant, batch, options.dryRun)
    tools.progress(tally.orders)
  }
  await finishTenant(tools, tally, tenant, tally.ordersTaken > before, options)
}

/** Why a tenant is left out altogether. */
async function findObstacle(
  { db }: MoveInTools,
  tenant: MovedTenant,
  { allowSharedSeller, allowRemoved }: MoveInOptions,
): Promise<Finding | null> {
  if (!allowRemoved && (await wasTenantErased(db, tenant.tenantId))) return 'tenant_erased'
  if (!allowSharedSeller && (await isOfAnotherTenant(db, tenant))) return 'seller_of_two_tenants'
  return null
}

async function moveOrders(
  tools: MoveInTools,
  tally: Tally,
  tenant: MovedTenant,
  batch: readonly (readonly SourceOrder[])[],
  dryRun: boolean,
): Promise<void> {
  const moved = batch.flatMap((copies) => {
    const order = chooseOrder(copies, tools.now, tally)
    return order === null ? [] : [order]
  })
  for (const [connectionId, own] of Map.groupBy(moved, ({ order }) => connectionOfOrder(tenant, order))) {
    const known = dryRun
      ? await findKnown(tools.db.of(tenant.tenantId), own)
      : await save(tools, tenant.tenantId, connectionId, own)
    for (const { order } of own) {
      const become = known.has(order.externalOrderId) ? 'known' : 'taken'
      tally[become]('Order', 1)
      tally[become]('OrderItem', order.items.length)
    }
  }
}

/** What is stored of the copies of one order: one of them at most. */
function chooseOrder(copies: readonly SourceOrder[], now: Date, tally: Tally): OrderObservation | null {
  const own = copies.filter(({ id, marketplace }) => {
    if (isAmazon(marketplace)) return true
    tally.note('order_of_other_marketplace', id)
    return false
  })
  const chosen = chooseCopy(own)
  for (const { id } of own) if (id !== chosen?.id) tally.note('order_twice', id)
  const order = chosen === undefined ? null : toMovedOrder(chosen, now, tally.note)
  for (const copy of copies) {
    if (copy.items !== chosen?.items || order === null)
      for (const { id } of copy.items) tally.note('item_of_copy', id)
  }
  return order
}

/** Stores what nobody knows yet. Answers which orders were known. */
async function save(
  { db, random }: MoveInTools,
  tenantId: string,
  connectionId: string,
  observations: readonly OrderObservation[],
): Promise<ReadonlySet<string>> {
  return db.of(tenantId).transaction(async (tx) => {
    const feedPosition = await lockFeed(tx)
    if (feedPosition === null) throw new Error(`The tenant ${tenantId} was erased during the import.`)
    return saveUnknown(tx, connectionId, feedPosition, observations, random)
  })
}

type Orders = AsyncGenerator<readonly SourceOrder[]>

/** Cuts a stream that is sorted by tenant; what of a tenant is not taken is skipped before the next one. */
async function* byTenant(orders: Orders): AsyncGenerator<readonly [string, Orders]> {
  let next = await orders.next()
  while (next.done !== true) {
    const tenantId = next.value[0]?.tenantId ?? ''
    const own = (async function* (): Orders {
      for (; next.done !== true && next.value[0]?.tenantId === tenantId; next = await orders.next())
        yield next.value
    })()
    yield [tenantId, own]
    for await (const _ of own);
  }
}

async function* inBatches<T>(values: AsyncIterable<T>, size: number): AsyncGenerator<readonly T[]> {
  let batch: T[] = []
  for await (const value of values) {
    batch.push(value)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

async function* nothing(): Orders {}

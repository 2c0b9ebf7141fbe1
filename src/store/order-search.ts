import { toSearchPattern } from '../domain/search-text.ts'
import type { TenantQueryable } from './database.ts'
import { facetSql, hasFacet, type OrderFilter, type OrderPosition, Parameters } from './order-filter.ts'
import { afterSql, newestSql, type PageRequest } from './order-positions.ts'

/** Where a search changes its way. */
export interface SearchBounds {
  /** A search that finds so many is broad: its newest orders are found faster among the tenant's newest. */
  readonly broadFrom: number
  /** So many of the newest orders are looked at first: a text that a fiftieth of them have is broad, too. */
  readonly sample: number
  /** Texts of so many characters are not looked at first: hardly one of them is broad. */
  readonly longFrom: number
  /** How many of the newest orders are looked through for each one that a page wants. */
  readonly walkPerOrder: number
  /** A filter that such a share of the orders fits, or less, is looked through on its own. */
  readonly rareShare: number
}

/** Up to a hundred times as fast as finding all; at the worst a tenth of a second more. */
const usualBounds: SearchBounds = {
  broadFrom: 20_000,
  sample: 200,
  longFrom: 12,
  walkPerOrder: 400,
  rareShare: 0.05,
}

/**
 * The orders of the transaction's tenant that hold the searched text, within the time of the filter, as `external_order_id`
 * and `order_date`, each once.
 */
export function foundSql(search: string, filter: OrderFilter, parameters: Parameters): string {
  return `(SELECT DISTINCT external_order_id, order_date FROM ${searchSql(search, filter, null, parameters)} s)`
}

function searchSql(
  search: string,
  { from, before }: OrderFilter,
  atMost: number | null,
  parameters: Parameters,
): string {
  const values = [search, toSearchPattern(search), from, before, atMost].map((value) => parameters.add(value))
  return `ordersync.fleet_search_orders(${values.join(', ')})`
}

/**
 * Where the orders of a page are that a search finds, newest first. What few orders have is found by its keys, all of it. What
 * many have is found among the newest orders, so that a page costs its own size: to find all by its keys costs what there
 * is, before the first is known. What many have, but few of those, costs all that there is of it, like its total.
 */
export async function findPositions(
  db: TenantQueryable,
  page: PageRequest,
  search: string,
  bounds: SearchBounds = usualBounds,
): Promise<readonly OrderPosition[]> {
  const { broadFrom, sample, longFrom } = bounds
  const { after, filter } = page
  const sampled = { after, filter: timeOf(filter), limit: search.length < longFrom ? sample : 0 }
  const isRare = sampled.limit === 0 || (await readWalk(db, sampled, search)).found * 50 < sample
  const few = isRare ? await findFew(db, page, search, broadFrom) : null
  return few ?? (await findAmongNewest(db, page, search, bounds)) ?? (await findAll(db, page, search))
}

interface PositionRow {
  readonly order_date: Date
  readonly external_order_id: string
}

function fromRow(row: PositionRow): OrderPosition {
  return { orderDate: row.order_date, externalOrderId: row.external_order_id }
}

/** Null when the search is broad. */
async function findFew(
  db: TenantQueryable,
  page: PageRequest,
  search: string,
  broadFrom: number,
): Promise<readonly OrderPosition[] | null> {
  const parameters = new Parameters()
  const { rows } = await db.query<{ broad: boolean } & (PositionRow | { readonly order_date: null })>(
    `WITH found AS MATERIALIZED (SELECT * FROM ${searchSql(search, page.filter, broadFrom, parameters)} s)
     SELECT b.broad, p.* FROM (
       SELECT count(*) = ${parameters.add(broadFrom)} OR COALESCE(bool_or(external_order_id IS NULL), false) AS broad FROM found
     ) b
     LEFT JOIN LATERAL (${pageOf('(SELECT DISTINCT * FROM found WHERE NOT b.broad)', db.tenantId, page, parameters)}) p ON true
     ORDER BY p.order_date DESC, p.external_order_id DESC`,
    parameters.values,
  )
  if (rows[0]?.broad === true) return null
  return rows.flatMap((row) => (row.order_date === null ? [] : [fromRow(row)]))
}

async function findAll(
  db: TenantQueryable,
  page: PageRequest,
  search: string,
): Promise<readonly OrderPosition[]> {
  const parameters = new Parameters()
  const found = foundSql(search, page.filter, parameters)
  const { rows } = await db.query<PositionRow>(
    pageOf(found, db.tenantId, page, parameters),
    parameters.values,
  )
  return rows.map(fromRow)
}

/** The page of what was found that fits the rest of the filter. */
function pageOf(found: string, tenantId: string, page: PageRequest, parameters: Parameters): string {
  return `SELECT f.order_date, f.external_order_id FROM ${found} f${facetJoin('f', tenantId, page.filter, parameters)}
    WHERE true${afterSql('f', page, parameters)}
    ORDER BY f.order_date DESC, f.external_order_id DESC LIMIT ${parameters.add(page.limit)}`
}

/** Leaves the rows whose orders have the facet. LIMIT 1: one look-up for each, whatever the planner thinks of other ways. */
function facetJoin(row: string, tenantId: string, filter: OrderFilter, parameters: Parameters): string {
  if (!hasFacet(filter)) return ''
  return ` CROSS JOIN LATERAL (SELECT FROM ordersync.orders o WHERE o.tenant_id = (SELECT ${parameters.add(tenantId)}::text)
    AND o.external_order_id = ${row}.external_order_id${facetSql('o', filter, parameters)} LIMIT 1) facet`
}

/**
 * Looks through the newest orders, so many at most; of a filter that few fit, only through those that do. Null when the page
 * is not full then, although there are more.
 */
async function findAmongNewest(
  db: TenantQueryable,
  page: PageRequest,
  search: string,
  { walkPerOrder, rareShare }: SearchBounds,
): Promise<readonly OrderPosition[] | null> {
  const { after, filter, limit } = page
  const atMost = limit * walkPerOrder
  const rare = hasFacet(filter) && (await readShare(db, filter)) <= rareShare
  const newest = { after, filter: rare ? filter : timeOf(filter), limit: atMost }
  const parameters = new Parameters()
  const { rows } = await db.query<PositionRow>(
    `SELECT n.order_date, n.external_order_id FROM ${walkSql(db.tenantId, newest, search, parameters)}
     ${rare ? '' : facetJoin('n', db.tenantId, filter, parameters)} WHERE s.fits
     ORDER BY n.order_date DESC, n.external_order_id DESC LIMIT ${parameters.add(limit)}`,
    parameters.values,
  )
  const isWhole = rows.length === limit || (await readWalk(db, newest, null)).orders < atMost
  return isWhole ? rows.map(fromRow) : null
}

/** A filter without anything but the time of an order. */
function timeOf({ from, before }: OrderFilter): OrderFilter {
  return {
    status: null,
    fulfilledBy: null,
    marketplaceId: null,
    hasTracking: null,
    search: null,
    from,
    before,
  }
}

/** The newest orders `n`, each with whether it `fits` the search as `s`; null: any. */
function walkSql(
  tenantId: string,
  newest: PageRequest,
  search: string | null,
  parameters: Parameters,
): string {
  const orders = `(${newestSql(tenantId, newest, parameters)}) n`
  if (search === null) return `${orders} CROSS JOIN (SELECT true AS fits) s`
  return `${orders} CROSS JOIN LATERAL (
    SELECT t.terms LIKE ${parameters.add(toSearchPattern(search))} AS fits FROM ordersync.order_search t
    WHERE t.tenant_id = (SELECT ${parameters.add(tenantId)}::text) AND t.external_order_id = n.external_order_id LIMIT 1
  ) s`
}

/** How many orders there are among the newest, and how many of them fit the search. */
async function readWalk(
  db: TenantQueryable,
  newest: PageRequest,
  search: string | null,
): Promise<{ readonly orders: number; readonly found: number }> {
  const parameters = new Parameters()
  const { rows } = await db.query<{ orders: string; found: string }>(
    `SELECT count(*) AS orders, count(*) FILTER (WHERE s.fits) AS found FROM ${walkSql(db.tenantId, newest, search, parameters)}`,
    parameters.values,
  )
  return { orders: Number(rows[0]?.orders ?? 0), found: Number(rows[0]?.found ?? 0) }
}

/** The share of the tenant's orders that have the facet, whenever they were placed. */
async function readShare(db: TenantQueryable, filter: OrderFilter): Promise<number> {
  const parameters = new Parameters()
  const { rows } = await db.query<{ share: number | null }>(
    `SELECT (sum(c.orders) FILTER (WHERE true${facetSql('c', filter, parameters)}) / NULLIF(sum(c.orders), 0))::float8 AS share
     FROM ordersync.order_counts c WHERE c.tenant_id = (SELECT ${parameters.add(db.tenantId)}::text) AND c.grain = 'ever'`,
    parameters.values,
  )
  return rows[0]?.share ?? 0
}

import pg from 'pg'
import type { SourceTable } from '../../domain/moving-in/finding.ts'
import type { SourceConnection, SourceState } from '../../domain/moving-in/moved-connection.ts'
import type { SourceItem, SourceOrder } from '../../domain/moving-in/moved-order.ts'
import { Secret } from '../../runtime/secret.ts'
import type { Source } from './open-source.ts'
import { buyerColumn, sourceColumns } from './source-columns.ts'

/** Reads the tables of the earlier system. Every value comes as text, so that no type of theirs can surprise us. */

/** The fields of a table as expressions; what the source lacks is null. */
function select(source: Source, table: SourceTable, alias: string, prefix = ''): string {
  return Object.keys(sourceColumns[table])
    .map((field) => {
      const column = source.column(table, field)
      return `${column === null ? 'NULL' : `${alias}.${column}`}::text AS "${prefix}${field}"`
    })
    .join(', ')
}

const ofTenant = (alias: string): string => `($1::text IS NULL OR ${alias}."tenantId"::text = $1)`

export async function readConnections(
  source: Source,
  tenantId: string | null,
): Promise<readonly SourceConnection[]> {
  const rows = await source.query<Record<keyof SourceConnection, string | null>>(
    `SELECT ${select(source, 'MarketplaceConnection', 'c')} FROM "MarketplaceConnection" c
     WHERE ${ofTenant('c')} ORDER BY c."tenantId"::text COLLATE "C", c.id::text COLLATE "C"`,
    [tenantId],
  )
  return rows.map((row) => ({
    ...row,
    id: row.id ?? '',
    tenantId: row.tenantId ?? '',
    refreshToken: row.refreshToken === null ? null : new Secret(row.refreshToken),
  }))
}

export async function readStates(source: Source, tenantId: string | null): Promise<readonly SourceState[]> {
  const rows = await source.query<Record<keyof SourceState, string | null>>(
    `SELECT ${select(source, 'MarketplaceSyncState', 's')} FROM "MarketplaceSyncState" s
     WHERE ${ofTenant('s')} ORDER BY s."tenantId"::text COLLATE "C", s.id::text COLLATE "C"`,
    [tenantId],
  )
  return rows.map((row) => ({ ...row, id: row.id ?? '', tenantId: row.tenantId ?? '' }))
}

const rowsAtOnce = 2000

/**
 * All copies of each order with their items, order after order, by tenant and order number. One cursor over a join that
 * PostgreSQL sorts on its side: memory here stays flat, and no index is needed there.
 */
export async function* readOrders(
  source: Source,
  tenantId: string | null,
): AsyncGenerator<readonly SourceOrder[]> {
  await source.query(
    `DECLARE moved_orders NO SCROLL CURSOR FOR
     SELECT ${select(source, 'Order', 'o')}, ${select(source, 'OrderItem', 'i', 'item_')}
     FROM "Order" o LEFT JOIN "OrderItem" i ON i."orderId"::text = o.id::text
     WHERE ${tenantId === null ? 'true' : `o."tenantId"::text = ${pg.escapeLiteral(tenantId)}`}
     ORDER BY o."tenantId"::text COLLATE "C", btrim(o."externalOrderId"::text) COLLATE "C", o.id::text COLLATE "C", i.id::text COLLATE "C"`,
  )
  let copies: MutableOrder[] = []
  for (;;) {
    const rows = await source.query<Row>(`FETCH ${rowsAtOnce} FROM moved_orders`)
    for (const row of rows) {
      const last = copies.at(-1)
      if (last !== undefined && !isSameOrder(last, row)) {
        yield copies
        copies = []
      }
      addRow(copies, row)
    }
    if (rows.length < rowsAtOnce) break
  }
  if (copies.length > 0) yield copies
  await source.query('CLOSE moved_orders')
}

type Row = Readonly<Record<string, string | null>>
type MutableOrder = Omit<SourceOrder, 'items'> & { readonly items: SourceItem[] }

/** Several rows without an order number are not the same order. */
function isSameOrder(order: SourceOrder, row: Row): boolean {
  if (order.id === row.id) return true
  const number = order.externalOrderId?.trim() ?? ''
  return number !== '' && number === row.externalOrderId?.trim() && order.tenantId === row.tenantId
}

function addRow(copies: MutableOrder[], row: Row): void {
  if (copies.at(-1)?.id !== row.id) {
    const order = Object.fromEntries(Object.entries(row).filter(([name]) => !name.startsWith('item_')))
    copies.push({ ...(order as Omit<MutableOrder, 'items'>), tenantId: row.tenantId ?? '', items: [] })
  }
  if (row.item_id === null) return
  const item = Object.entries(row).flatMap(([name, value]) =>
    name.startsWith('item_') ? [[name.slice('item_'.length), value]] : [],
  )
  copies.at(-1)?.items.push(Object.fromEntries(item) as SourceItem)
}

export interface SourceFigures {
  /** Rows of each table, of all tenants or of the one. */
  readonly rows: Readonly<Record<SourceTable, number>>
  readonly orphans: { readonly count: number; readonly examples: readonly string[] }
  /** Columns about buyers, and how many orders have something in them. */
  readonly buyerColumns: readonly { readonly column: string; readonly orders: number }[]
}

export async function readFigures(source: Source, tenantId: string | null): Promise<SourceFigures> {
  const count = async (sql: string): Promise<number> => {
    const [row] = await source.query<{ count: number }>(`SELECT count(*)::float8 AS count ${sql}`, [tenantId])
    return row?.count ?? 0
  }
  const orphanSql = `FROM "OrderItem" i WHERE $1::text IS NULL AND NOT EXISTS (SELECT FROM "Order" o WHERE o.id::text = i."orderId"::text)`
  const orphans = await count(orphanSql)
  const examples =
    orphans === 0
      ? []
      : await source.query<{ id: string }>(`SELECT i.id::text AS id ${orphanSql} ORDER BY 1 LIMIT 5`, [
          tenantId,
        ])
  const buyerColumns = []
  for (const column of source.columns('Order').filter((name) => buyerColumn.test(name))) {
    const orders = await count(
      `FROM "Order" o WHERE ${ofTenant('o')} AND o.${pg.escapeIdentifier(column)} IS NOT NULL`,
    )
    if (orders > 0) buyerColumns.push({ column, orders })
  }
  return {
    rows: {
      MarketplaceConnection: await count(`FROM "MarketplaceConnection" c WHERE ${ofTenant('c')}`),
      MarketplaceSyncState: await count(`FROM "MarketplaceSyncState" s WHERE ${ofTenant('s')}`),
      Order: await count(`FROM "Order" o WHERE ${ofTenant('o')}`),
      OrderItem:
        tenantId === null
          ? await count('FROM "OrderItem" i WHERE $1::text IS NULL')
          : await count(
              `FROM "OrderItem" i JOIN "Order" o ON o.id::text = i."orderId"::text WHERE ${ofTenant('o')}`,
            ),
    },
    orphans: { count: orphans, examples: examples.map(({ id }) => id) },
    buyerColumns,
  }
}

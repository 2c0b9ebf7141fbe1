import { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { TenantDatabase } from '../../store/database.ts'
import type { OrderFilter, OrderPosition } from '../../store/order-filter.ts'
import { listOrders } from '../../store/order-pages.ts'
import type { Api, ApiContext } from '../context.ts'
import { OpenCalls } from '../open-calls.ts'
import { strict } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { csvHeader, toCsv } from './order-csv.ts'
import { orderFilters, readOrderFilter } from './order-query.ts'
import { type OrderView, toOrderView } from './order-view.ts'

/** How many orders are in memory at a time. */
const batchSize = 500
/** How many exports one caller may have under way in one process. */
const perCaller = 10

interface Format {
  readonly mediaType: string
  readonly header: string
  readonly write: (orders: readonly OrderView[]) => string
}

const formats: Readonly<Record<'csv' | 'ndjson', Format>> = {
  csv: { mediaType: 'text/csv; charset=utf-8', header: csvHeader, write: toCsv },
  ndjson: {
    mediaType: 'application/x-ndjson; charset=utf-8',
    header: '',
    write: (orders) => orders.map((order) => `${JSON.stringify(order)}\n`).join(''),
  },
}

export function registerExportOrders(api: Api, { db }: ApiContext): void {
  const open = new OpenCalls(perCaller, 'too_many_exports')
  api.get(
    '/orders/export',
    {
      // Nobody would read it, so nothing would stop it.
      exposeHeadRoute: false,
      schema: {
        operationId: 'exportOrders',
        tags: ['Orders'],
        summary: 'All orders that fit the filters, newest first, as one stream',
        description:
          'csv: a line for each item, text cells that begin with = + - @ with an apostrophe before them. ndjson: a line for each order, as in the list. An export that breaks off ends with a lost connection, never with a good end.',
        querystring: strict({
          ...orderFilters,
          format: Type.Optional(Type.Enum(['csv', 'ndjson'], { description: 'csv unless given.' })),
        }),
      },
    },
    async (request, reply) => {
      const { format = 'csv', ...query } = request.query
      const filter = readOrderFilter(query)
      const { tenantId } = await requireTenant(db, request)
      const end = open.begin(request.caller?.actor ?? '')
      reply.header('content-type', formats[format].mediaType)
      reply.header('content-disposition', `attachment; filename="orders-${tenantId}.${format}"`)
      const text = writeOrders(db.of(tenantId), filter, formats[format])
      return reply.send(Readable.from(text, { highWaterMark: 2 }).once('close', end))
    },
  )
}

/**
 * The export in pieces, each read when the one before has been taken: memory stays flat, a slow reader slows the
 * reading, and nothing is read for one who went away. A query of its own for each piece leaves no transaction open.
 */
async function* writeOrders(
  db: TenantDatabase,
  filter: OrderFilter,
  { header, write }: Format,
): AsyncGenerator<string> {
  let after: OrderPosition | null = null
  let lead = header
  for (;;) {
    const page = await listOrders(db, { filter, after, limit: batchSize })
    const text = lead + write(page.map(toOrderView))
    if (text !== '') yield text
    lead = ''
    const last = page.at(-1)
    if (last === undefined || page.length < batchSize) return
    after = { orderDate: new Date(last.orderDate), externalOrderId: last.externalOrderId }
  }
}

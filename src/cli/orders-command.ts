import { openApiClient, queryOf } from './api-client.ts'
import type { GlobalOptions, RegisterCommand } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

interface OrdersOptions extends GlobalOptions {
  readonly tenant?: string
  readonly status?: string
  readonly from?: string
  readonly to?: string
  readonly search?: string
  readonly limit?: string
  readonly after?: string
}

export const registerOrders: RegisterCommand = (program, context) => {
  program
    .command('orders [orderId]')
    .description('the orders of a tenant, newest first; or everything about one')
    .option('--tenant <id>', 'the tenant; a key of a tenant implies it')
    .option('--status <status>', 'UNSHIPPED, SHIPPED, …')
    .option('--from <day>', 'placed on this day or later')
    .option('--to <day>', 'placed on this day or earlier')
    .option('--search <text>', 'part of an order number, tracking number, SKU or ASIN')
    .option('--limit <n>', 'how many, at most 200')
    .option('--after <cursor>', 'go on where the previous page ended')
    .action(async (orderId: string | undefined, _options, command) => {
      const options: OrdersOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      if (orderId !== undefined) {
        const query = queryOf({ tenantId: options.tenant })
        const { body } = await api.ask('GET', `/orders/${encodeURIComponent(orderId)}${query}`)
        print(context, options, body, () => JSON.stringify(body, null, 2))
        return
      }
      const query = queryOf({
        tenantId: options.tenant,
        status: options.status,
        dateFrom: options.from,
        dateTo: options.to,
        q: options.search,
        limit: options.limit,
        after: options.after,
      })
      const { body } = await api.ask('GET', `/orders${query}`)
      print(context, options, body, describe)
    })
}

// biome-ignore lint/suspicious/noExplicitAny: the body of the list
function describe(body: any): string {
  const table = toTable(
    ['Order', 'Placed', 'Status', 'By', 'Total', 'Items', 'Tracking'],
    // biome-ignore lint/suspicious/noExplicitAny: as above
    body.orders.map((order: any) => [
      order.externalOrderId,
      shortTime(order.orderDate),
      order.orderStatus,
      order.fulfilledBy,
      order.total === undefined ? null : `${order.total.amount} ${order.total.currency}`,
      order.items.length,
      order.packages.map((pack: { trackingNumber?: string }) => pack.trackingNumber ?? '').join(' ') || null,
    ]),
    'No orders.',
  )
  const more = body.next === null ? '' : ` More: --after ${body.next}`
  return `${table}\n${body.orders.length} of ${body.total} orders.${more}`
}

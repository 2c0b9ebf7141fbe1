import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, ask } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import type { operations } from '../api/schema.d.ts'
import { instantsOf } from './day.ts'

export type OrderPage = operations['listOrders']['responses'][200]['content']['application/json']
export type Order = OrderPage['orders'][number]
export type OrderItem = Order['items'][number]
export type OrderPackage = Order['packages'][number]
export type OrderStatus = Order['orderStatus']
export type OrderDetail = operations['getOrder']['responses'][200]['content']['application/json']
export type Buyer = NonNullable<OrderDetail['buyer']>
export type OrderFilters = Omit<
  NonNullable<operations['listOrders']['parameters']['query']>,
  'tenantId' | 'limit' | 'after'
>

export const ordersPerPage = 50

/** How often a list that somebody looks at is asked for again. */
const refreshMs = 20_000

/** Filters as the API is asked: days as the instants between which they lie here, because to the API a day is one of UTC. */
function asked({ dateFrom, dateTo, ...others }: OrderFilters): OrderFilters {
  return {
    ...others,
    ...(dateFrom === undefined ? {} : { dateFrom: instantsOf(dateFrom).first }),
    ...(dateTo === undefined ? {} : { dateTo: instantsOf(dateTo).last }),
  }
}

/** One page of a tenant's orders, newest first. While the next one comes, the one before stays on the screen. */
export function ordersQuery(tenantId: string, filters: OrderFilters, after: string | undefined) {
  return queryOptions({
    queryKey: ['orders', tenantId, 'list', filters, after ?? null],
    queryFn: ({ signal }) => {
      const query = {
        tenantId,
        ...asked(filters),
        limit: ordersPerPage,
        ...(after === undefined ? {} : { after }),
      }
      return ask(api.GET('/api/v1/orders', { params: { query }, signal }))
    },
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
}

/** How many orders there are of each status, under the same filters but the status. */
export function statusCountsQuery(tenantId: string, { status: _, ...filters }: OrderFilters) {
  return queryOptions({
    queryKey: ['orders', tenantId, 'status-counts', filters],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/orders/status-counts', {
          params: { query: { tenantId, ...asked(filters) } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: refreshMs,
  })
}

/** Everything known of one order, by Amazon's number or our id. */
export function orderQuery(tenantId: string, orderId: string) {
  return queryOptions({
    queryKey: ['orders', tenantId, 'order', orderId],
    queryFn: ({ signal }) =>
      ask(
        api.GET('/api/v1/orders/{orderId}', { params: { path: { orderId }, query: { tenantId } }, signal }),
      ),
    refetchInterval: refreshMs,
  })
}

/** Who bought an order. Each reading is recorded, so it happens on demand only and is not kept. */
export async function readBuyer(tenantId: string, orderId: string): Promise<Buyer> {
  const { buyer } = await ask(
    api.GET('/api/v1/orders/{orderId}', {
      params: { path: { orderId }, query: { tenantId, include: 'buyer' } },
    }),
  )
  return buyer ?? { kept: false }
}

/**
 * Fetches one order from Amazon now, by its number. `running`: Amazon takes its time, and the order appears by itself.
 * Throws what the API says, such as that Amazon knows no such order.
 */
export async function importOrder(tenantId: string, orderRef: string): Promise<'here' | 'running'> {
  const answer = await ask(api.POST('/api/v1/orders/import-one', { body: { tenantId, orderRef } }))
  return 'importId' in answer ? 'running' : 'here'
}

/** Where the filtered orders lie as a file, in the order and with the columns of the API's own export. */
export function exportUrl(tenantId: string, filters: OrderFilters): string {
  const query = Object.entries({ tenantId, format: 'csv', ...asked(filters) }).map(([name, value]) => [
    name,
    String(value),
  ])
  return `/api/v1/orders/export?${new URLSearchParams(query)}`
}

/** Asks for one order of those that an export would have. Throws what would be wrong with the export, too. */
export async function checkExport(tenantId: string, filters: OrderFilters): Promise<void> {
  await ask(api.GET('/api/v1/orders', { params: { query: { tenantId, ...asked(filters), limit: 1 } } }))
}

/** Whether the API says that there is no such thing for this caller. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 404
}

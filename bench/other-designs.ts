import { type Fleet, type SimulatedSeller, startSimulator } from '@ordersync/simulator'
import { PacedClient } from './paced-client.ts'

/** What a way to read a seller's history took. */
export interface DesignFound {
  readonly seconds: number
  readonly orders: number
  readonly calls: number
}

export interface HistoryToRead {
  readonly fleet: Fleet
  readonly seller: SimulatedSeller
  readonly seed: string
  readonly epoch: Date
  readonly days: number
}

/**
 * Two other ways to read the same history from the same simulated Amazon, each as a plain loop that does nothing but
 * call: no database, no mapping, no other work. It calls as soon as the quota allows, and time passes in between
 * without being waited for.
 */
export const otherDesigns = {
  /** Every page of `searchOrders`, orders in full: the burst, then one page in three minutes. */
  paging: (history: HistoryToRead, signal: AbortSignal) => readHistory(history, signal, 'whole pages'),
  /** Every page as a list, then each order for itself. */
  oneByOne: (history: HistoryToRead, signal: AbortSignal) => readHistory(history, signal, 'one by one'),
}

async function readHistory(
  history: HistoryToRead,
  signal: AbortSignal,
  design: 'whole pages' | 'one by one',
): Promise<DesignFound> {
  let offsetMs = history.epoch.getTime() - Date.now()
  const now = (): Date => new Date(Date.now() + offsetMs)
  const skip = (ms: number): void => {
    signal.throwIfAborted()
    offsetMs += ms
  }
  const simulator = await startSimulator({ ...history, clock: { now, speed: 1 } })
  try {
    const client = new PacedClient(simulator.url, history.seller, now, skip)
    const startedAt = now().getTime()
    const query = {
      createdAfter: new Date(startedAt - (history.days - 1) * 86_400_000).toISOString(),
      createdBefore: new Date(startedAt - 180_000).toISOString(),
      maxResultsPerPage: '100',
      ...(design === 'whole pages' ? { includedData: 'PROCEEDS,FULFILLMENT,PACKAGES' } : {}),
    }
    let orders = 0
    let paginationToken: string | undefined
    // Ten times as many pages as there can be: a simulator that leads in a circle shall not keep us for ever.
    for (let pages = 0; pages < 3000; pages += 1) {
      const page = await client.get<SearchAnswer>(
        'searchOrders',
        `/orders/2026-01-01/orders?${new URLSearchParams({ ...query, ...(paginationToken ? { paginationToken } : {}) })}`,
      )
      orders += page.orders.length
      if (design === 'one by one') {
        for (const { orderId } of page.orders)
          await client.get('getOrder', `/orders/2026-01-01/orders/${orderId}?includedData=PROCEEDS`)
      }
      paginationToken = page.pagination?.nextToken
      if (paginationToken === undefined) {
        return { seconds: (now().getTime() - startedAt) / 1000, orders, calls: client.calls }
      }
    }
    throw new Error('The pages of the simulator have no end.')
  } finally {
    await simulator.close()
  }
}

interface SearchAnswer {
  readonly orders: readonly { readonly orderId: string }[]
  readonly pagination?: { readonly nextToken?: string }
}

import { createLog } from '../../src/runtime/log.ts'
import { systemRandom } from '../../src/runtime/random.ts'
import { isDatabaseUnavailable, openDatabase } from '../../src/store/database.ts'
import { lockFeed, saveOrders } from '../../src/store/save-orders.ts'
import { saveOutlines } from '../../src/store/save-outlines.ts'
import { makeObservation } from '../make-order.ts'

class GivenUp extends Error {}

/**
 * Writes pages of orders of several tenants, by the same functions as the product, until it is killed. Half of the orders
 * are shared by all writers, so that they meet; now and then a transaction is given up at its end.
 */
const [tenants = '', seed = '0'] = process.argv.slice(2)
const tenantIds = tenants.split(',')
const db = openDatabase(
  {
    connectionString: process.env.DATABASE_URL ?? '',
    applicationName: `feed writer ${seed}`,
    maxConnections: 2,
  },
  createLog('silent'),
)
for (let page = 0; ; page += 1) {
  const tenantId = tenantIds[Math.floor(Math.random() * tenantIds.length)] ?? ''
  await writePage(tenantId, page).catch((error: unknown) => {
    // Its session is terminated now and then: the page is lost, the writer goes on.
    if (!isDatabaseUnavailable(error) && !(error instanceof GivenUp)) throw error
  })
}

async function writePage(tenantId: string, page: number): Promise<void> {
  const outlines = page % 4 === 3
  const observations = Array.from({ length: 1 + Math.floor(Math.random() * 20) }, (_, index) => {
    const shared = Math.random() < 0.5
    const externalOrderId = shared ? `shared-${Math.floor(Math.random() * 50)}` : `${seed}-${page}-${index}`
    const lastUpdatedAt = new Date(Date.UTC(2026, 2, 1) + Math.floor(Math.random() * 1e9)).toISOString()
    const order = { externalOrderId, lastUpdatedAt, serviceLevel: `${seed}-${page}` }
    return outlines
      ? makeObservation(order, { source: 'report', detailLevel: 'outline', observedAt: lastUpdatedAt })
      : makeObservation(order)
  })
  await db.of(tenantId).transaction(async (tx) => {
    const position = await lockFeed(tx)
    if (position === null) throw new Error(`no tenant ${tenantId}`)
    await (outlines ? saveOutlines : saveOrders)(tx, 'con_1', position, observations, systemRandom)
    if (Math.random() < 0.1) throw new GivenUp()
  })
}

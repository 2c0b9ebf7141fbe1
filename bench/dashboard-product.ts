/**
 * The product that the dashboard is measured with, in a process of its own as in real life: what the one who drives the browser
 * does is not in the way of its answers. Its only argument is the address of a database; it says where it is once there are orders.
 */

import { setTimeout as delay } from 'node:timers/promises'
import { openDatabase } from '../src/store/database.ts'
import { openAdministrator } from '../test/administrator.ts'
import { openProduct } from '../test/browser/harness/open-product.ts'
import { testFleet } from '../test/browser/harness/test-fleet.ts'
import { silentLog } from '../test/silent-log.ts'
import type { MeasuredProduct } from './dashboard.ts'

const connectionString = process.argv[2] ?? ''
const settings = { connectionString, applicationName: 'ordersync bench', maxConnections: 20 }
const admin = openAdministrator(connectionString)
const product = await openProduct(
  { fleet: testFleet() },
  { ...openDatabase(settings, silentLog), admin, connectionString },
  { rendersPages: true },
)
process.on('disconnect', async () => {
  await product.close()
  await admin.close()
})
while ((await product.journey.status('shop')).orders < 60) await delay(200)
process.send?.({ url: product.url, key: await product.makeKey('operator') } satisfies MeasuredProduct)

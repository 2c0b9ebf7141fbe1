import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createOrdersync } from 'ordersync'

/**
 * A backend of your own on Express, with Ordersync inside: its API under /ordersync, a worker in the same process, and
 * your code given every change of a tenant's orders. Start it with the settings below in the environment.
 */
const {
  DATABASE_URL = '',
  ORDERSYNC_MASTER_KEY = '',
  AMAZON_CLIENT_ID = '',
  AMAZON_CLIENT_SECRET = '',
} = process.env

const ordersync = createOrdersync({
  databaseUrl: DATABASE_URL,
  masterKey: ORDERSYNC_MASTER_KEY,
  amazon: { clientId: AMAZON_CLIENT_ID, clientSecret: AMAZON_CLIENT_SECRET },
  settings: process.env,
})
await ordersync.migrate()
await ordersync.startWorker()

const app = express()
// Before express.json(): Ordersync reads the bodies of its own requests.
app.use('/ordersync', await ordersync.handler())
app.use(express.json())
app.get('/hello', (_request, response) => {
  response.json({ hello: 'from your own backend' })
})

/** Does something with each change. Keep the cursor in your database, in the transaction that does it. */
async function follow(tenantId: string, signal: AbortSignal): Promise<void> {
  for await (const { kind, externalOrderId, order } of ordersync.changes(tenantId, { after: null, signal })) {
    console.log(`change: ${externalOrderId} ${kind}, now ${order?.orderStatus}`)
  }
}

const stopping = new AbortController()
app.post('/follow/:tenantId', (request, response) => {
  void follow(request.params.tenantId, stopping.signal).catch((error: Error) => console.error(error.message))
  response.sendStatus(202)
})

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1')
await once(server, 'listening')
console.log(`listening: http://127.0.0.1:${(server.address() as AddressInfo).port}`)

process.once('SIGTERM', async () => {
  stopping.abort()
  server.close()
  await ordersync.close()
})

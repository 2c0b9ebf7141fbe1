import Fastify from 'fastify'
import { createOrdersync } from 'ordersync'

/**
 * A backend of your own on Fastify, with Ordersync inside: its API and dashboard under /ordersync, a worker in the same
 * process, and your code told of every run. Start it with the settings below in the environment.
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
ordersync.on('run', ({ tenantId, lane, status, message }) => {
  console.log(`run: ${lane} of ${tenantId}: ${status} (${message})`)
})

const app = Fastify()
app.get('/hello', async () => ({ hello: 'from your own backend' }))
await app.register(ordersync.fastifyPlugin, { prefix: '/ordersync' })
await ordersync.startWorker()
console.log(`listening: ${await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' })}`)

process.once('SIGTERM', async () => {
  await app.close()
  await ordersync.close()
})

import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { systemClock } from '../runtime/clock.ts'
import { systemRandom } from '../runtime/random.ts'
import { buildApi } from './app.ts'
import type { ApiDependencies } from './context.ts'

const nothing = new Proxy({}, { get: () => undefined })

/** A server, and a connection to it on which nothing was sent. */
async function open(closingMs: number) {
  const app = await buildApi({
    db: nothing as ApiDependencies['db'],
    vault: nothing as ApiDependencies['vault'],
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    version: '0',
    replay: nothing as ApiDependencies['replay'],
    settings: { globalBatchSize: null, globalTenantDelayMs: 0, applicationId: 'test', simulated: true },
    edge: { closingMs },
  })
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  const accepted = once(app.server, 'connection')
  const connection = connect(port, '127.0.0.1')
  await once(connection, 'connect')
  const [atServer] = (await accepted) as [Socket]
  return { app, connection, atServer }
}

test('a connection on which nothing was ever sent is closed at once when the server stops', async () => {
  const { app, connection } = await open(600_000)
  const closed = once(connection, 'close')
  await app.close()
  await closed
})

test('a connection whose request never arrives whole does not hold up the stop of the server', async () => {
  const { app, connection, atServer } = await open(200)
  connection.write('GET /api/v1/orders HTTP/1.1\r\n')
  await expect.poll(() => atServer.bytesRead).toBeGreaterThan(0)
  const closed = once(connection, 'close')
  await app.close()
  await closed
})

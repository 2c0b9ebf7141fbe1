import { once } from 'node:events'
import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { silentLog } from '../../test/silent-log.ts'
import { systemClock } from '../runtime/clock.ts'
import { systemRandom } from '../runtime/random.ts'
import { buildApi } from './app.ts'
import type { ApiDependencies } from './context.ts'

const nothing = new Proxy({}, { get: () => undefined })

test('a connection that never sends a request does not hold up the stop of the server', async () => {
  const app = await buildApi({
    db: nothing as ApiDependencies['db'],
    vault: nothing as ApiDependencies['vault'],
    clock: systemClock,
    random: systemRandom,
    log: silentLog,
    version: '0',
    replay: nothing as ApiDependencies['replay'],
    settings: { globalBatchSize: null, globalTenantDelayMs: 0, applicationId: 'test', simulated: true },
    edge: { closingMs: 200 },
  })
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)
  const silent = connect(port, '127.0.0.1')
  await once(silent, 'connect')
  const closed = once(silent, 'close')
  await app.close()
  await closed
  expect(silent.destroyed).toBe(true)
})

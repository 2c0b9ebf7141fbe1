import { expect, test } from 'vitest'
import { openProbeServer } from './probe-server.ts'
import { Secret } from './secret.ts'

test('what cannot be read is a 500, and the next question is answered', async ({ onTestFinished }) => {
  let fails = true
  const server = await openProbeServer(
    {
      alive: () => ({ ok: true, details: {} }),
      ready: async () => ({ ok: true, details: {} }),
      metrics: async () => {
        if (fails) throw new Error('the database is gone')
        return 'ordersync_up 1\n'
      },
      metricsToken: new Secret('token'),
    },
    { host: '127.0.0.1', port: 0 },
  )
  onTestFinished(() => server.close())
  const read = () =>
    fetch(`http://127.0.0.1:${server.port}/metrics`, { headers: { authorization: 'Bearer token' } })
  expect((await read()).status).toBe(500)
  fails = false
  expect(await (await read()).text()).toBe('ordersync_up 1\n')
})

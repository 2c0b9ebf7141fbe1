import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeObservation } from '../../test/make-order.ts'
import { createTestApi, type TestApi } from '../api/testing/test-api.ts'
import { systemRandom } from '../runtime/random.ts'
import { lockFeed, saveOrders } from '../store/save-orders.ts'
import { main } from './main.ts'

let api: TestApi
let url: string
let folder: string
beforeAll(async () => {
  api = await createTestApi()
  url = await api.app.listen({ port: 0, host: '127.0.0.1' })
  folder = await mkdtemp(join(tmpdir(), 'ordersync-export-'))
  await api.makeTenant('acme')
  await api.db.of('acme').transaction(async (tx) => {
    const position = (await lockFeed(tx)) ?? 0n
    const orders = ['405-1', '405-2'].map((externalOrderId) => makeObservation({ externalOrderId }))
    await saveOrders(tx, 'con_1', position, orders, systemRandom)
  })
})
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true })
})

async function run(args: readonly string[], address = url) {
  let output = ''
  let errors = ''
  const status = await main(
    ['node', 'ordersync', ...args],
    { ORDERSYNC_URL: address, ORDERSYNC_API_KEY: api.operator },
    {
      write: (text) => {
        output += text
      },
      writeError: (text) => {
        errors += text
      },
    },
  )
  return { status, output, errors }
}

test('an export goes to standard output or to a file', async () => {
  const printed = await run(['export', '--tenant', 'acme', '--format', 'ndjson', '--search', '405-2'])
  expect(printed).toMatchObject({ status: 0, errors: '' })
  expect(JSON.parse(printed.output)).toMatchObject({ externalOrderId: '405-2' })
  const file = join(folder, 'orders.csv')
  expect(await run(['export', '--tenant', 'acme', '--output', file])).toMatchObject({ status: 0, output: '' })
  expect((await readFile(file, 'utf8')).trimEnd().split('\r\n')).toHaveLength(3)
})

test('what the server refuses is said, and no file is made', async () => {
  const file = join(folder, 'refused.csv')
  const refused = await run(['export', '--tenant', 'acme', '--status', 'LOST', '--output', file])
  expect(refused.status).toBe(1)
  expect(refused.errors).toContain('status')
  expect(await readdir(folder)).not.toContain('refused.csv')
})

test('an export that breaks off fails, and leaves no file that looks complete', async () => {
  const server = createServer((_request, response) => {
    response.write('id\r\n')
    setImmediate(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const broken = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    const file = join(folder, 'broken.csv')
    const answer = await run(['export', '--tenant', 'acme', '--output', file], broken)
    expect(answer).toMatchObject({ status: 1, errors: expect.stringContaining('broke off') })
    expect((await readdir(folder)).filter((name) => name.startsWith('broken'))).toEqual([])
  } finally {
    server.close()
  }
})

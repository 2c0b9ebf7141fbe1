import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from '../api/testing/test-api.ts'
import { main } from './main.ts'

let api: TestApi
let url: string
let folder: string
beforeAll(async () => {
  api = await createTestApi()
  url = await api.app.listen({ port: 0, host: '127.0.0.1' })
  folder = await mkdtemp(join(tmpdir(), 'ordersync-cli-'))
  await writeFile(join(folder, 'runtime.json'), JSON.stringify({ url, pid: 1 }))
  await writeFile(join(folder, 'operator.key'), `${api.operator}\n`)
})
afterAll(async () => {
  await api.close()
  await rm(folder, { recursive: true })
})

async function run(args: string, env: Record<string, string> = { DATA_DIR: folder }, stdin = '') {
  let output = ''
  let errors = ''
  const status = await main(['node', 'ordersync', ...args.split(' ')], env, {
    write: (text) => {
      output += text
    },
    writeError: (text) => {
      errors += text
    },
    readStdin: async () => stdin,
  })
  return { status, output, errors, json: () => JSON.parse(output) }
}

test('tenants and connections are made, shown and removed; the address and key of this machine are found', async () => {
  expect(await run('tenant add acme Acme')).toMatchObject({ status: 0, output: 'acme (Acme)\n' })
  expect((await run('tenant add acme Acme')).status).toBe(2)
  expect((await run('tenant rename nobody Name')).status).toBe(1)
  expect((await run('tenant list')).output).toContain('Acme')

  const made = await run(
    'connect --tenant acme --region eu --seller AACME000000001 --token-stdin --json',
    undefined,
    'Atzr|token\n',
  )
  expect(made.status).toBe(0)
  const { connectionId } = made.json()
  expect((await run(`connection pause ${connectionId} --tenant acme`)).status).toBe(0)
  expect((await run('status')).output).toMatch(/acme.*paused/)
  expect((await run(`connection resume ${connectionId} --tenant acme`)).status).toBe(0)
  expect((await run(`connection remove ${connectionId} --tenant acme`)).status).toBe(0)
  expect((await run('tenant remove acme')).status).toBe(2)
  expect((await run('tenant remove acme --yes --json')).json()).toMatchObject({ tenantId: 'acme' })
})

test('the exit status of a sync is 0 only when what was asked was done', async () => {
  await api.makeTenant('works')
  await api.connect('works')
  await api.makeTenant('tokenless')
  await api.connect('tokenless', { token: false })
  const worker = api.startWorker(() => ({ ordersProcessed: 2, itemsProcessed: 3 }))
  const single = await run('sync --tenant works --json')
  expect(single.status).toBe(0)
  expect(single.json()).toMatchObject({
    mode: 'single',
    tenantId: 'works',
    success: true,
    ordersProcessed: 2,
  })
  const skipped = await run('sync --tenant tokenless')
  expect(skipped).toMatchObject({ status: 1, output: expect.stringContaining('no refresh token') })
  const global = await run('sync --global')
  expect(global.status).toBe(0)
  expect(global.output).toMatch(/2 tenants in .*: 1 synced, 1 skipped, 0 failed/)
  expect((await run('sync --global --no-wait')).status).toBe(0)
  expect(await run('sync --tenant nobody')).toMatchObject({
    status: 1,
    errors: expect.stringContaining('tenant_not_found'),
  })
  await worker.stop()
  expect((await run('runs')).status).toBe(0)
  expect((await run('orders --tenant works --json')).json()).toMatchObject({
    orders: [],
    total: 0,
    next: null,
  })
})

test('keys are made and revoked', async () => {
  await api.makeTenant('keys')
  const { keyId, key } = (await run('key create reporting --tenant keys --json')).json()
  expect((await run('orders', { ORDERSYNC_URL: url, ORDERSYNC_API_KEY: key })).status).toBe(0)
  expect((await run(`key revoke ${keyId}`)).status).toBe(0)
  expect(await run('orders', { ORDERSYNC_URL: url, ORDERSYNC_API_KEY: key })).toMatchObject({
    status: 1,
    errors: expect.stringContaining('unauthenticated'),
  })
  expect((await run('key list --tenant keys')).output).toContain('revoked')
})

test('a key is rotated, a sign-in link is printed, and the audit log tells of it', async () => {
  await api.makeTenant('rotating')
  const made = (await run('key create reporting --tenant rotating --days 9 --read-buyers --json')).json()
  expect((await run('key list --tenant rotating')).output).toMatch(/os_[\w-]{6}.*yes.*valid until/)
  const rotated = (await run(`key rotate ${made.keyId} --grace-hours 0 --json`)).json()
  expect((await run('orders', { ORDERSYNC_URL: url, ORDERSYNC_API_KEY: made.key })).status).toBe(1)
  expect((await run('orders', { ORDERSYNC_URL: url, ORDERSYNC_API_KEY: rotated.key })).status).toBe(0)
  expect((await run(`key rotate ${made.keyId} --grace-hours soon`)).status).toBe(2)

  const link = (await run('sign-in')).output.trim()
  expect(link).toMatch(new RegExp(`^${url}/sign-in#token=osl_`))
  const signedIn = await api.call(null, 'POST', '/session', { signInToken: link.split('token=')[1] })
  expect(signedIn.body.role).toBe('operator')

  expect((await run('audit --action POST')).output).toContain('/api-keys/:keyId/rotate')
  expect((await run('audit --export ndjson')).output).toContain('"action":"POST /api/v1/session"')
  expect((await run('audit --refused --actor anonymous --json')).json().entries).toHaveLength(2)
  expect((await run('audit --export pdf')).status).toBe(2)
  expect(await run('audit --from yesterday')).toMatchObject({ status: 1 })
})

test('what makes no sense is one sentence and exit status 2', async () => {
  for (const args of [
    'frobnicate',
    'sync',
    'sync --global --tenant a',
    'status --colour',
    'connect --tenant a',
    'sync --global --batch-size x',
  ]) {
    const { status, errors } = await run(args)
    expect([args, status]).toEqual([args, 2])
    expect(errors.trim().split('\n').length).toBeLessThanOrEqual(2)
  }
})

test('a server that does not answer is said so, and how to start it', async () => {
  expect(await run('status', { DATA_DIR: join(folder, 'none') })).toMatchObject({
    status: 1,
    errors: expect.stringContaining('npm start'),
  })
  expect(await run('status', { ORDERSYNC_URL: 'http://127.0.0.1:1', ORDERSYNC_API_KEY: 'x' })).toMatchObject({
    status: 1,
    errors: expect.stringContaining('npm start'),
  })
})

test('the operator key of this machine is not sent to another one', async () => {
  expect(await run('status --url http://ordersync.example', { DATA_DIR: folder })).toMatchObject({
    status: 1,
    errors: expect.stringContaining('ORDERSYNC_API_KEY'),
  })
})

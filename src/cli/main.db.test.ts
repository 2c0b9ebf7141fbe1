import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from '../api/testing/test-api.ts'
import { systemRandom } from '../runtime/random.ts'
import { saveUnreadable } from '../store/quarantine.ts'
import { beginRun } from '../store/run-lifecycle.ts'
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

test('webhooks are added, shown, tried again and removed', async () => {
  await api.makeTenant('hooked')
  const added = await run('webhook add https://8.8.8.8/hooks --tenant hooked --events order.shipped --json')
  expect(added.json()).toMatchObject({ events: ['order.shipped'], secret: expect.stringMatching(/^whsec_/) })
  const { webhookId } = added.json()
  const { output } = await run('webhook list --tenant hooked')
  expect(output).toContain('https://8.8.8.8/hooks')
  expect(output).not.toContain('whsec_')
  expect((await run(`webhook deliveries ${webhookId} --tenant hooked`)).output).toContain('No deliveries.')
  expect((await run(`webhook replay ${webhookId} --tenant hooked`)).output).toContain('0 to be sent again.')
  expect((await run('webhook add https://127.0.0.1/ --tenant hooked')).status).toBe(1)
  expect((await run(`webhook remove ${webhookId} --tenant hooked`)).status).toBe(0)
  await run('tenant remove hooked --yes')
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

test('the runs of one lane are listed alone', async () => {
  await api.makeTenant('laned')
  const connectionId = await api.connect('laned')
  for (const lane of ['delta', 'backfill'] as const)
    await beginRun(api.db.of('laned'), { tenantId: 'laned', connectionId, lane }, `run_${lane}`, 'schedule')
  const listed = async (options: string) =>
    // biome-ignore lint/suspicious/noExplicitAny: the body of the list
    (await run(`runs --tenant laned ${options} --json`)).json().runs.map((each: any) => each.runId)
  expect((await listed('--limit 10')).toSorted()).toEqual(['run_backfill', 'run_delta'])
  expect(await listed('--lane backfill')).toEqual(['run_backfill'])
  expect(await run('runs --lane nonsense')).toMatchObject({
    status: 1,
    errors: expect.stringContaining('invalid_request'),
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

test('stored documents and the quarantine are read again, of one tenant or of all, and buyers are switched on and off', async () => {
  await api.makeTenant('again')
  const connectionId = await api.connect('again')
  expect((await run('replay')).status).toBe(2)
  const replayed = await run('replay --mapping --tenant again --json')
  expect(replayed).toMatchObject({ status: 0 })
  expect(replayed.json()).toEqual({
    tenants: [{ tenantId: 'again', rewritten: 0, changed: 0, unreadable: 0 }],
  })
  expect((await run('replay --mapping')).output).toContain('again')

  await saveUnreadable(api.db.of('again'), connectionId, [{ reason: 'broken', document: '{}' }], systemRandom)
  const { quarantine } = (await run('quarantine list --tenant again --json')).json()
  expect(quarantine).toMatchObject([{ tenantId: 'again', reason: 'broken' }])
  expect(await run('quarantine replay')).toMatchObject({
    status: 1,
    output: expect.stringContaining('orderId is not a text'),
  })
  expect((await run(`quarantine delete ${quarantine[0].quarantineId} --tenant again`)).status).toBe(0)
  expect((await run('quarantine replay --tenant again')).status).toBe(0)

  expect((await run(`connection buyers ${connectionId} maybe --tenant again`)).status).toBe(2)
  expect((await run(`connection buyers ${connectionId} on --tenant again`)).output).toContain(
    'keeps buyer data',
  )
  expect((await run('connection list --tenant again')).output).toMatch(/kept/)
  expect((await run(`connection buyers ${connectionId} off --tenant again`)).output).toContain('erased')
})

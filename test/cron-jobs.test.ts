import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { podTemplateOf } from '../scripts/manifests/resource.ts'
import { renderAll } from '../scripts/validate-manifests.ts'
import { createTestApi, type TestApi } from '../src/api/testing/test-api.ts'
import { selfSigned } from './self-signed.ts'

/** The commands of the cron jobs as their manifests have them, run against the API. */

const entry = join(import.meta.dirname, '../bin/ordersync.js')
const resources = renderAll()

let api: TestApi
let url: string
beforeAll(async () => {
  api = await createTestApi()
  url = await api.app.listen({ port: 0, host: '127.0.0.1' })
  await api.makeTenant('acme')
  await api.connect('acme')
})
afterAll(() => api.close())

function cronJob(name: string) {
  const job = resources.find((resource) => resource.kind === 'CronJob' && resource.metadata.name === name)
  const container = job === undefined ? undefined : podTemplateOf(job)?.spec.containers[0]
  if (job === undefined || container === undefined) throw new Error(`there is no cron job ${name}`)
  return { job, container }
}

async function runJob(name: string, key: string, env: Record<string, string> = {}) {
  const { container } = cronJob(name)
  const child = spawn(process.execPath, [entry, ...(container.args ?? [])], {
    env: { ORDERSYNC_URL: url, ORDERSYNC_API_KEY: key, ...env },
  })
  const [output, errors, [status]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return { status, errors, output }
}

test('amazon-orders-sync runs every five minutes, one at a time, and names no tenant', () => {
  const { job, container } = cronJob('amazon-orders-sync')
  expect(job.spec).toMatchObject({ schedule: '*/5 * * * *', concurrencyPolicy: 'Forbid' })
  expect(JSON.stringify(container)).not.toMatch(/tenant/i)
  expect(container.env?.map(({ name }) => name)).toEqual(['ORDERSYNC_URL', 'ORDERSYNC_API_KEY'])
})

test('it asks for a global run and succeeds when the run does', async () => {
  const worker = api.startWorker(() => ({}))
  const { status, output } = await runJob('amazon-orders-sync', api.operator)
  await worker.stop()
  expect(status).toBe(0)
  expect(JSON.parse(output)).toMatchObject({ mode: 'global', success: true, tenantsProcessed: 1 })
})

test('it fails on a key that is not known, and on one that may not', async () => {
  expect(await runJob('amazon-orders-sync', 'osk_wrong')).toMatchObject({
    status: 1,
    errors: expect.stringContaining('unauthenticated'),
  })
  expect(await runJob('amazon-orders-sync', await api.makeKey('tenant_admin', 'acme'))).toMatchObject({
    status: 1,
    errors: expect.stringContaining('forbidden'),
  })
})

test('it fails when nothing could be attempted: Amazon refuses the application', async () => {
  await api.db.admin.query(`UPDATE ordersync.sync_states SET next_due_at = now()`)
  const refused = { status: 'failed', reasonCode: 'APPLICATION_SECRET_REFUSED', message: 'refused' } as const
  const worker = api.startWorker(() => refused)
  const { status, output } = await runJob('amazon-orders-sync', api.operator)
  await worker.stop()
  expect(status).toBe(1)
  expect(JSON.parse(output)).toMatchObject({ success: false })
})

test('it fails when the server does', async () => {
  await api.db.admin.query('ALTER TABLE ordersync.sync_requests RENAME TO elsewhere')
  expect(await runJob('amazon-orders-sync', api.operator)).toMatchObject({
    status: 1,
    errors: expect.stringContaining('internal_error'),
  })
  await api.db.admin.query('ALTER TABLE ordersync.elsewhere RENAME TO sync_requests')
  expect(
    await runJob('amazon-orders-sync', api.operator, { ORDERSYNC_URL: 'http://127.0.0.1:1' }),
  ).toMatchObject({ status: 1, errors: expect.stringContaining('No server answers') })
})

test('it fails on a certificate that nobody vouches for, and calls by one that is known', async () => {
  const server = createServer(selfSigned, (request, response) =>
    api.app.server.emit('request', request, response),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const env = { ORDERSYNC_URL: `https://localhost:${(server.address() as AddressInfo).port}` }
  expect(await runJob('amazon-orders-backfill', api.operator, env)).toMatchObject({
    status: 1,
    errors: expect.stringMatching(/certificate .* cannot be trusted \(\w*SELF_SIGNED/),
  })
  const folder = await mkdtemp(join(tmpdir(), 'ordersync-authority-'))
  await writeFile(join(folder, 'authority.pem'), selfSigned.cert)
  const trusted = { ...env, NODE_EXTRA_CA_CERTS: join(folder, 'authority.pem') }
  const { status, output } = await runJob('amazon-orders-backfill', api.operator, trusted)
  expect(status).toBe(0)
  expect(JSON.parse(output)).toMatchObject({ mode: 'global', summary: { started: 1 } })
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

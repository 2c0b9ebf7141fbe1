import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { chaosFleet } from '@ordersync/simulator'
import { afterEach, expect, test } from 'vitest'
import { createLog } from '../../src/runtime/log.ts'
import { openTracing } from '../../src/runtime/open-tracing.ts'
import { openJourneyApi } from '../api-of-journey.ts'
import { type Journey, startJourney } from '../journey.ts'
import { attributesOf, openOtlpReceiver } from '../otlp-receiver.ts'

const fleet = chaosFleet('observe', 2, { ordersPerMonth: 60, historyDays: 5 })
const tenantId = 'chaos-001'

let journey: Journey
afterEach(() => journey.close())

test('a trace shows a run with its calls of Amazon and its SQL, and a request with what it does', async () => {
  const receiver = await openOtlpReceiver()
  const options = { endpoint: receiver.endpoint, serviceName: 'ordersync-test', version: '0' }
  const tracing = await openTracing(options)
  journey = await startJourney({ fleet, tracer: tracing.tracer })
  const api = await openJourneyApi(journey)
  const result = await journey.sync(tenantId)
  await api.ask('GET', `/orders?tenantId=${tenantId}`)
  await api.call(api.operator, 'POST', '/orders/sync/run?wait=false', { tenantId })
  await api.close()
  await tracing.close()
  receiver.close()

  expect(new Set(receiver.paths)).toEqual(new Set(['POST /v1/traces']))
  const run = receiver.spans.find(({ name }) => name === 'run delta')
  if (run === undefined || result.kind !== 'finished') throw new Error('the run has no span')
  expect(attributesOf(run)).toMatchObject({
    'ordersync.tenant_id': tenantId,
    'ordersync.run_id': result.runId,
    'ordersync.reason_code': 'SUCCESS',
  })
  const parts = receiver.spans.filter(({ parentSpanId }) => parentSpanId === run.spanId)
  const calls = parts.filter(({ name }) => name === 'Amazon searchOrders')
  expect(calls.length).toBeGreaterThan(0)
  expect(attributesOf(calls[0] as never)).toMatchObject({ 'http.response.status_code': expect.anything() })
  const transactions = parts.filter(({ name }) => name === 'SQL transaction')
  const statements = receiver.spans.filter(({ parentSpanId }) =>
    transactions.some(({ spanId }) => spanId === parentSpanId),
  )
  expect(statements.some(({ name }) => name === 'SQL UPDATE')).toBe(true)

  for (const [name, status] of [
    ['GET /api/v1/orders', 200],
    ['POST /api/v1/orders/sync/run', 202],
  ] as const) {
    const request = receiver.spans.find((span) => span.name === name)
    expect(attributesOf(request as never), name).toMatchObject({ 'ordersync.tenant_id': tenantId })
    expect(Number(attributesOf(request as never)['http.response.status_code'])).toBe(status)
    expect(
      receiver.spans.some((span) => span.parentSpanId === request?.spanId && span.name.startsWith('SQL')),
      name,
    ).toBe(true)
  }
  // Nothing is traced that is part of nothing, and nothing secret.
  expect(
    receiver.spans.filter((span) => span.parentSpanId === undefined && span.name.startsWith('SQL')),
  ).toEqual([])
  expect(JSON.stringify(receiver.spans)).not.toMatch(/Atzr\||Atza\||amzn1\.oa2-cs|osk_/)
})

test('a collector that is not there costs nothing but its spans', async () => {
  const tracing = await openTracing({ endpoint: 'http://127.0.0.1:1', serviceName: 'x', version: '0' })
  journey = await startJourney({ fleet, tracer: tracing.tracer })
  expect(await journey.sync(tenantId)).toMatchObject({ outcome: { status: 'success' } })
  await tracing.close()
})

test('without an endpoint no package of OpenTelemetry is loaded', async () => {
  journey = await startJourney({ fleet })
  const file = join(import.meta.dirname, '../../src/runtime/open-tracing.ts')
  const program = `
    import { registerHooks } from 'node:module'
    const loaded = []
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context) } })
    const { openTracing } = await import(${JSON.stringify(file)})
    await openTracing({ endpoint: process.argv[1] || null, serviceName: 'x', version: '0' })
    console.log(loaded.filter((url) => url.includes('@opentelemetry')).length)`
  const load = async (endpoint: string): Promise<number> => {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--input-type=module',
      '-e',
      program,
      endpoint,
    ])
    return Number(stdout)
  }
  expect(await load('')).toBe(0)
  expect(await load('http://127.0.0.1:1')).toBeGreaterThan(3)
})

test('each line of the log that a run or a request causes has its ids, however deep down it is written', async () => {
  const lines: Record<string, unknown>[] = []
  const log = createLog('debug', { write: (line: string) => void lines.push(JSON.parse(line)) })
  journey = await startJourney({ fleet, log })
  const result = await journey.sync(tenantId)
  const calls = lines.filter(({ operation }) => operation === 'searchOrders')
  expect(calls.length).toBeGreaterThan(0)
  for (const call of calls)
    expect(call).toMatchObject({ tenantId, lane: 'delta', runId: (result as { runId: string }).runId })

  await journey.database.admin.query('ALTER TABLE ordersync.order_counts RENAME TO elsewhere')
  const api = await openJourneyApi(journey)
  const { status, body } = await api.ask('GET', `/orders?tenantId=${tenantId}`)
  await api.close()
  expect(status).toBe(500)
  expect(lines.find(({ event }) => event === 'request_failed')).toMatchObject({
    requestId: body.requestId,
    tenantId,
  })
})

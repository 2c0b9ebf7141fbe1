import { inspect } from 'node:util'
import { gzipSync } from 'node:zlib'
import { afterEach, expect, test } from 'vitest'
import { parseAllOrdersReport } from './all-orders-report.ts'
import { createAmazonClient } from './amazon-client.ts'
import { AmazonError } from './errors.ts'
import type { CallOptions } from './orders-api.ts'
import { allOrdersByOrderDate, type ReportText } from './reports-api.ts'
import {
  application,
  drainedUntil,
  fakeGovernor,
  lwaToken,
  manualClock,
  recordingLog,
  sellerAccount,
} from './testing/fakes.ts'
import { reportText, sampleRow } from './testing/sample-report.ts'
import { type Reply, type Script, startServer } from './testing/scripted-server.ts'

const cleanUps: (() => unknown)[] = []
afterEach(() => Promise.all(cleanUps.splice(0).map((cleanUp) => cleanUp())))

const account = sellerAccount()
const options: CallOptions = { priority: 'backfill', maxQuotaDelayMs: 1000 }
const window = { dataStartTime: '2026-01-01T00:00:00.000Z', dataEndTime: '2026-01-30T00:00:00.000Z' }
const request = { reportType: allOrdersByOrderDate, marketplaceIds: ['A1PA6795UKMFR9'], ...window }
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  )

/** An Amazon whose API answers as scripted, one answer a call, and the storage behind it. */
async function amazon(answers: ReturnType<Script>[], storage: ReturnType<Script>[] = []) {
  const server = await startServer(({ target }) => {
    if (target === '/token') return lwaToken('Atza|1')
    const script = target.startsWith('/storage') ? storage : answers
    return (script.length > 1 ? script.shift() : script[0]) ?? {}
  })
  const [governor, clock, log] = [fakeGovernor(), manualClock(), recordingLog()]
  const client = createAmazonClient({
    application,
    governor,
    clock,
    log,
    version: '0.1.0',
    lwaUrl: `${server.url}/token`,
    baseUrls: { NA: `${server.url}/na`, EU: `${server.url}/eu`, FE: `${server.url}/fe` },
    http: { bodyTimeoutMs: 300, totalTimeoutMs: 2000 },
  })
  cleanUps.push(server.close, client.close)
  const received = (start: string) => server.requests.filter(({ target }) => target.startsWith(start))
  return { reports: client.reports, governor, clock, log, received, url: server.url, answers }
}

const addressOf = (url: string, compressionAlgorithm?: string): Reply => ({
  body: {
    reportDocumentId: 'amzn1.spdoc.1.4.eu.1',
    url: `${url}/storage/document?X-Amz-Signature=planted-signature`,
    ...(compressionAlgorithm === undefined ? {} : { compressionAlgorithm }),
  },
})

/** A document that the storage serves, opened. */
async function opened(
  reply: ReturnType<Script>,
  compressionAlgorithm?: string,
  more: Partial<CallOptions> = {},
) {
  const served = await amazon([], [reply])
  served.answers.push(addressOf(served.url, compressionAlgorithm))
  const open = () => served.reports.openDocument(account, 'amzn1.spdoc.1.4.eu.1', { ...options, ...more })
  return { ...served, open }
}

async function readAll({ chunks }: ReportText): Promise<string> {
  let text = ''
  for await (const chunk of chunks) text += chunk
  return text
}

test('a report is asked for with what identifies it', async () => {
  const { reports, received, governor } = await amazon([{ status: 202, body: { reportId: 'ID323' } }])
  expect(await reports.createReport(account, request, options)).toEqual({ reportId: 'ID323' })
  const [post] = received('/eu')
  expect(post).toMatchObject({
    method: 'POST',
    target: '/eu/reports/2021-06-30/reports',
    headers: { 'content-type': 'application/json', 'x-amz-access-token': 'Atza|1' },
  })
  expect(JSON.parse(post?.body ?? '')).toEqual(request)
  expect(governor.asked).toEqual(['reserve createReport 1000'])
})

test.each<[string, ReturnType<Script>]>([
  ['a lost connection', 'reset'],
  ['a 500', { status: 500, body: { errors: [{ code: 'InternalFailure' }] } }],
  ['an HTML page', { status: 503, headers: { 'content-type': 'text/html' }, body: '<html>' }],
  ['silence', 'silence'],
  ['an answer without an id', { status: 202, body: {} }],
  ['an answer without JSON', { status: 202, body: 'OK' }],
])('a report is never asked for twice when the answer was lost (%s)', async (_name, answer) => {
  const { reports, received } = await amazon([answer])
  expect(await failure(reports.createReport(account, request, options))).toMatchObject({
    kind: 'unavailable',
  })
  expect(received('/eu')).toHaveLength(1)
})

test('a report that was refused or throttled was not created, and that is told apart', async () => {
  const refused = await amazon([{ status: 400, body: { errors: [{ code: 'InvalidInput', message: 'no' }] } }])
  expect(await failure(refused.reports.createReport(account, request, options))).toMatchObject({
    kind: 'refused',
  })
  const throttled = await amazon([{ status: 429 }])
  expect(await failure(throttled.reports.createReport(account, request, options))).toMatchObject({
    kind: 'throttled',
    availableAt: drainedUntil,
  })
})

test('a transient 403 is retried once, for it created nothing', async () => {
  const { reports, received } = await amazon([{ status: 403 }, { status: 202, body: { reportId: '1' } }])
  expect(await reports.createReport(account, request, options)).toEqual({ reportId: '1' })
  expect(received('/eu')).toHaveLength(2)
})

const wire = {
  reportId: '50017',
  reportType: allOrdersByOrderDate,
  processingStatus: 'DONE',
  reportDocumentId: 'amzn1.spdoc.1.4.eu.1',
  dataStartTime: '2026-01-01T00:00:00+00:00',
  dataEndTime: '2026-01-30T00:00:00Z',
  createdTime: '2026-11-21T18:00:00.5Z',
  marketplaceIds: ['A1PA6795UKMFR9'],
}
const decoded = {
  reportId: '50017',
  reportType: allOrdersByOrderDate,
  processingStatus: 'DONE',
  processingStatusRaw: 'DONE',
  reportDocumentId: 'amzn1.spdoc.1.4.eu.1',
  ...window,
  createdTime: '2026-11-21T18:00:00.500Z',
}

test('the state of a report is read, whatever word Amazon uses', async () => {
  const { reports, received, governor } = await amazon([{ body: wire }])
  expect(await reports.getReport(account, '50017', options)).toEqual(decoded)
  expect(received('/eu')[0]?.target).toBe('/eu/reports/2021-06-30/reports/50017')
  expect(governor.asked).toEqual(['reserve getReport 1000'])
  const strange = await amazon([{ body: { reportId: '1', reportType: 'X', processingStatus: 'PAUSED' } }])
  expect(await strange.reports.getReport(account, '1', options)).toEqual({
    reportId: '1',
    reportType: 'X',
    processingStatus: 'UNKNOWN',
    processingStatusRaw: 'PAUSED',
    reportDocumentId: null,
    dataStartTime: null,
    dataEndTime: null,
    createdTime: null,
  })
})

test.each([{}, null, [], { reportId: '1' }])('a 200 that is no report is unavailable (%j)', async (body) => {
  const { reports } = await amazon([{ body }])
  expect(await failure(reports.getReport(account, '1', options))).toMatchObject({ kind: 'unavailable' })
})

test.each(['', '..', 'a/b', '1?x', 'é'])(
  'what is no id is not found without asking Amazon (%j)',
  async (id) => {
    const { reports, received } = await amazon([{}])
    expect(await failure(reports.getReport(account, id, options))).toMatchObject({ kind: 'not_found' })
    expect(await failure(reports.getReportDocument(account, id, options))).toMatchObject({
      kind: 'not_found',
    })
    expect(received('/eu')).toHaveLength(0)
  },
)

test('equal reports are looked for by type and time, and a later page by its token alone', async () => {
  const { reports, received, governor } = await amazon([
    { body: { reports: [wire, {}, null], nextToken: 'a+b=' } },
    { body: { reports: [] } },
  ])
  const filter = {
    reportTypes: [allOrdersByOrderDate],
    processingStatuses: ['IN_QUEUE', 'IN_PROGRESS', 'DONE'] as const,
    pageSize: 100,
    createdSince: '2026-11-21T17:00:00.000Z',
  }
  const page = await reports.getReports(account, filter, options)
  expect(page).toEqual({ reports: [decoded], nextToken: 'a+b=' })
  const last = await reports.getReports(account, { nextToken: 'a+b=' }, options)
  expect(last).toEqual({ reports: [], nextToken: null })
  const [first, second] = received('/eu').map(({ target }) => new URL(target, 'http://x').searchParams)
  expect(Object.fromEntries(first ?? [])).toEqual({
    reportTypes: allOrdersByOrderDate,
    processingStatuses: 'IN_QUEUE,IN_PROGRESS,DONE',
    pageSize: '100',
    createdSince: '2026-11-21T17:00:00.000Z',
  })
  expect(Object.fromEntries(second ?? [])).toEqual({ nextToken: 'a+b=' })
  expect(governor.asked).toEqual(['reserve getReports 1000', 'reserve getReports 1000'])
})

test('a 200 without a list never looks like the absence of an equal report', async () => {
  for (const body of [{}, { reports: {} }, { reports: [], nextToken: 7 }]) {
    const { reports } = await amazon([{ body }])
    const error = await failure(reports.getReports(account, { reportTypes: ['X'] }, options))
    expect(error).toMatchObject({ kind: 'unavailable' })
  }
})

test.each([
  {},
  { url: 'http://example.com/document' },
  { url: 'ftp://127.0.0.1/document' },
  { url: 'https://user:pass@example.com/' },
  { url: 'https://example.com/', compressionAlgorithm: 'BROTLI' },
])('an address that must not or cannot be used is unavailable (%j)', async (body) => {
  const { reports } = await amazon([{ body }])
  const error = await failure(reports.getReportDocument(account, 'd-1', options))
  expect(error).toMatchObject({ kind: 'unavailable' })
  expect(String(error)).not.toContain('example.com')
})

test('the address of a document is a secret', async () => {
  const { reports } = await amazon([
    { body: { url: 'https://example.com/?signature=1', compressionAlgorithm: 'GZIP' } },
  ])
  const address = await reports.getReportDocument(account, 'd-1', options)
  expect(address.url.reveal()).toBe('https://example.com/?signature=1')
  expect(address.compressionAlgorithm).toBe('GZIP')
  expect(inspect(address) + JSON.stringify(address)).not.toContain('signature')
})

test.each([undefined, 'GZIP'])(
  'a document is downloaded at once and read as it arrives (%s)',
  async (compression) => {
    const text = reportText(Array.from({ length: 5000 }, () => sampleRow))
    const body = compression === undefined ? Buffer.from(text) : gzipSync(text)
    const headers = { 'content-type': 'text/plain;charset=UTF-8' }
    const { open, received, governor } = await opened({ body, headers }, compression)
    const document = await open()
    expect(document).toMatchObject({ charset: 'utf-8', charsetNote: null })
    expect(await readAll(document)).toBe(text)
    expect(governor.asked).toEqual(['reserve getReportDocument 1000'])
    const [download] = received('/storage')
    expect(download?.method).toBe('GET')
    expect(Object.keys(download?.headers ?? {}).toSorted()).toEqual(['connection', 'host', 'user-agent'])
  },
)

test('Windows-31J titles arrive readable', async () => {
  const [before, after] = reportText([{ ...sampleRow, 'product-name': '|' }]).split('|') as [string, string]
  const title = Uint8Array.of(0x83, 0x65, 0x83, 0x58, 0x83, 0x67, 0x87, 0x40)
  const body = gzipSync(Buffer.concat([Buffer.from(before), title, Buffer.from(after)]))
  const { open } = await opened(
    { body, headers: { 'content-type': 'text/plain;charset=Windows-31J' } },
    'GZIP',
  )
  const document = await open()
  expect(document.charset).toBe('shift_jis')
  const titles: unknown[] = []
  for await (const entry of parseAllOrdersReport(document.chunks)) {
    titles.push(entry.kind === 'order' ? entry.order.items[0]?.title : entry)
  }
  expect(titles).toEqual(['テスト①'])
})

const long = Buffer.from(
  reportText(Array.from({ length: 20_000 }, (_, index) => ({ ...sampleRow, sku: `${index}` }))),
)
const zipped = gzipSync(long)
const size = (body: Buffer) => ({ 'content-length': String(body.length) })

test.each<[string, string | undefined, Reply]>([
  [
    'with a known length',
    undefined,
    { body: long, headers: size(long), stopAfter: { bytes: 9e5, end: 'reset' } },
  ],
  ['in pieces', undefined, { body: long, stopAfter: { bytes: 9e5, end: 'reset' } }],
  [
    'in pieces, then closed',
    undefined,
    {
      body: long,
      headers: { connection: 'close' },
      stopAfter: { bytes: 9e5, end: 'reset' },
    },
  ],
  ['compressed', 'GZIP', { body: zipped, headers: size(zipped), stopAfter: { bytes: 2e4, end: 'reset' } }],
  ['compressed, ending too early', 'GZIP', { body: zipped.subarray(0, 20_000) }],
  ['compressed, without its checksum', 'GZIP', { body: zipped.subarray(0, -4) }],
  ['compressed, damaged', 'GZIP', { body: Buffer.from(zipped).fill(0, 20_000, 20_100) }],
  ['not compressed although Amazon says so', 'GZIP', { body: long }],
  ['stalled', undefined, { body: long, headers: size(long), stopAfter: { bytes: 9e5, end: 'silence' } }],
])(
  'a download that breaks off is unavailable, not the end of the data (%s)',
  async (_name, compression, reply) => {
    const { open } = await opened(reply, compression)
    const document = await open()
    const error = await failure(readAll(document))
    expect(error).toBeInstanceOf(AmazonError)
    expect(error).toMatchObject({ kind: 'unavailable' })
  },
)

test('an address that has expired is said to have', async () => {
  const { open, received } = await opened({ status: 403, body: '<Error>planted-signature</Error>' })
  const error = await failure(open())
  expect(error).toMatchObject({
    kind: 'unavailable',
    httpStatus: 403,
    message: expect.stringContaining('expired'),
  })
  expect(received('/storage')).toHaveLength(1)
})

test('a storage that stumbles is asked once more with the same address', async () => {
  for (const stumble of ['reset', { status: 503 }] as const) {
    const served = await amazon([], [stumble, { body: 'text' }])
    served.answers.push(addressOf(served.url))
    const document = await served.reports.openDocument(account, 'd-1', options)
    expect(await readAll(document)).toBe('text')
    expect(served.governor.asked).toEqual(['reserve getReportDocument 1000'])
  }
  const { open, received } = await opened({ status: 503 })
  expect(await failure(open())).toMatchObject({ kind: 'unavailable', httpStatus: 503 })
  expect(received('/storage')).toHaveLength(2)
})

test('an aborted download ends with the reason of its signal', async () => {
  const reply: Reply = { body: long, headers: size(long), stopAfter: { bytes: 9e5, end: 'silence' } }
  const controller = new AbortController()
  const { open } = await opened(reply, undefined, { signal: controller.signal })
  const document = await open()
  const reason = new Error('shutting down')
  const pending = failure(readAll(document))
  controller.abort(reason)
  expect(await pending).toBe(reason)
  expect(await failure(open())).toBe(reason)
})

test('a reader may stop early or not begin', async () => {
  for (const compression of [undefined, 'GZIP']) {
    const body = compression === undefined ? long : zipped
    const { open } = await opened({ body, headers: size(body) }, compression)
    const first = await open()
    for await (const chunk of first.chunks) {
      expect(chunk).not.toBe('')
      break
    }
    ;(await open()).close()
    const unread = await open()
    unread.close()
    expect(await failure(readAll(unread))).toMatchObject({ kind: 'unavailable' })
  }
})

test('the signed address appears in no error and no log line', async () => {
  for (const reply of ['reset', { status: 403, body: 'x' }, { status: 404 }, { status: 302 }] as const) {
    const { open, log } = await opened(reply)
    expect(inspect([await failure(open()), log.lines], { depth: 10, showHidden: true })).not.toContain(
      'signature',
    )
  }
})

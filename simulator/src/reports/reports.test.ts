import { request as httpRequest } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { afterEach, describe, expect, test } from 'vitest'
import type { FaultInput } from '../faults.ts'
import type { ReportSettings, SimulatedSeller } from '../seller.ts'
import { connect, startTestBench, TEST_EPOCH, type TestBench } from '../test-client.ts'
import {
  BY_LAST_UPDATE,
  BY_ORDER_DATE,
  create,
  download,
  fetchDocument,
  generate,
  locate,
  parse,
  REPORTS,
} from './test-reports.ts'

const open: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(open.splice(0).map((simulator) => simulator.close()))
})

const PLAIN: ReportSettings = { charset: 'UTF-8', byteOrderMark: false, gzip: false }

async function bench(options: Partial<SimulatedSeller> = {}): Promise<TestBench> {
  const started = await startTestBench({ reports: PLAIN, ...options })
  open.push(started.simulator)
  return started
}

const DAY_MS = 86_400_000
const iso = (offsetMs: number) => new Date(TEST_EPOCH.getTime() + offsetMs).toISOString()

describe('createReport refuses', () => {
  test.each<[string, Record<string, unknown>]>([
    ['an end in the future', { dataEndTime: iso(1000) }],
    ['a start in the future', { dataStartTime: iso(1000), dataEndTime: undefined }],
    ['an end before the start', { dataStartTime: iso(-1000), dataEndTime: iso(-2000) }],
    ['a date that is none', { dataStartTime: 'yesterday' }],
    ['a number for a date', { dataStartTime: 1_780_000_000 }],
    ['no marketplace', { marketplaceIds: [] }],
    ['26 marketplaces', { marketplaceIds: Array(26).fill('A1PA6795UKMFR9') }],
    ['one marketplace as text', { marketplaceIds: 'A1PA6795UKMFR9' }],
    ['an unknown marketplace', { marketplaceIds: ['A0000000000000'] }],
    ['a marketplace of another region', { marketplaceIds: ['ATVPDKIKX0DER'] }],
    ['missing marketplaces', { marketplaceIds: undefined }],
    ['a missing type', { reportType: undefined }],
    ['a type that does not exist', { reportType: 'GET_ALL_THE_THINGS' }],
    ['an unknown property', { startDate: iso(0) }],
    ['options that are not strings', { reportOptions: { custom: true } }],
  ])('%s', async (_, specification) => {
    const { client } = await bench()
    const answer = await create(client, specification)
    expect(answer.status).toBe(400)
    expect(answer.body.errors[0].code).toBe('InvalidInput')
    expect(answer.headers.get('x-amzn-ratelimit-limit')).not.toBeNull()
  })

  test('what is not JSON, with 400, or not even said to be, with 415', async () => {
    const { client, simulator } = await bench()
    const send = (contentType: string) =>
      fetch(`${simulator.url}/eu${REPORTS}`, {
        method: 'POST',
        headers: {
          'content-type': contentType,
          'x-amz-access-token': client.accessToken,
          'user-agent': 'SimulatorTest/1.0 (Language=TypeScript)',
        },
        body: '{"reportType":',
      })
    expect((await send('application/json')).status).toBe(400)
    expect((await send('text/plain')).status).toBe(415)
  })

  test('a type that wants another role, and everything for a seller without the role', async () => {
    const { client } = await bench()
    const forbidden = await create(client, { reportType: 'GET_AMAZON_FULFILLED_SHIPMENTS_DATA_GENERAL' })
    expect(forbidden.status).toBe(403)
    const refused = await bench({ reportsRefused: true })
    const answer = await create(refused.client)
    expect(answer.status).toBe(403)
    expect(answer.body.errors[0].code).toBe('Unauthorized')
    expect((await refused.client.search({ createdAfter: iso(-DAY_MS) })).status).toBe(200)
  })
})

describe('quotas', () => {
  test('give fifteen reports at once, then one a minute, and say their rates', async () => {
    const { client, clock } = await bench({ quotas: {} })
    for (let call = 0; call < 15; call++) {
      const answer = await create(client, { dataStartTime: iso(-(call + 2) * DAY_MS) })
      expect(answer.status).toBe(202)
      expect(answer.headers.get('x-amzn-ratelimit-limit')).toBe('0.0167')
    }
    const refused = await create(client)
    expect(refused.status).toBe(429)
    expect(refused.headers.get('x-amzn-ratelimit-limit')).toBeNull()
    clock.advance(60_000)
    expect((await create(client)).status).toBe(202)
    expect((await create(client)).status).toBe(429)
    expect((await client.get(`${REPORTS}/unknown`)).headers.get('x-amzn-ratelimit-limit')).toBe('2')
    const list = await client.get(`${REPORTS}?reportTypes=${BY_ORDER_DATE}`)
    expect(list.headers.get('x-amzn-ratelimit-limit')).toBe('0.0222')
  })
})

describe('a report', () => {
  test('goes from the queue to its document within three to five minutes', async () => {
    const { client, clock } = await bench()
    const { reportId } = (await create(client)).body
    const seen: string[] = []
    let report: Record<string, string> = {}
    for (let second = 0; second <= 300; second += 5) {
      report = (await client.get(`${REPORTS}/${reportId}`)).body
      if (seen.at(-1) !== report.processingStatus) seen.push(report.processingStatus ?? '')
      if (second < 180) expect(report.processingStatus).not.toBe('DONE')
      clock.advance(5000)
    }
    expect(seen).toEqual(['IN_QUEUE', 'IN_PROGRESS', 'DONE'])
    expect(report).toMatchObject({
      reportId,
      reportType: BY_ORDER_DATE,
      marketplaceIds: ['A1PA6795UKMFR9'],
      dataStartTime: '2026-07-24T00:00:00+00:00',
      dataEndTime: '2026-07-31T00:00:00+00:00',
      createdTime: '2026-08-01T12:00:00+00:00',
      processingStatus: 'DONE',
    })
    expect(report.reportDocumentId).toMatch(/^amzn1\.spdoc\.1\.4\.eu\./)
  })

  test('takes the time that the seller is set to', async () => {
    const { client, clock } = await bench({ reports: { ...PLAIN, minSeconds: 10, maxSeconds: 10 } })
    const { reportId } = (await create(client)).body
    const status = async () => (await client.get(`${REPORTS}/${reportId}`)).body.processingStatus
    clock.advance(9_999)
    expect(await status()).toBe('IN_PROGRESS')
    clock.advance(1)
    expect(await status()).toBe('DONE')
  })

  test('is known to a simulator that was killed, with its document and its URL', async () => {
    const first = await bench()
    const { reportId } = (await create(first.client)).body
    const second = await bench()
    second.clock.advance(301_000)
    const report = (await second.client.get(`${REPORTS}/${reportId}`)).body
    expect(report.processingStatus).toBe('DONE')
    first.clock.advance(301_000)
    const [one, other] = [
      await fetchDocument(first.client, report),
      await fetchDocument(second.client, report),
    ]
    expect(one.text).toBe(other.text)
    expect((await second.client.get(`${REPORTS}?reportTypes=${BY_ORDER_DATE}`)).body.reports).toEqual([])
  })

  test('is nobody else’s, and nobody’s after ninety days', async () => {
    const { client, clock, simulator, seller } = await bench()
    const other = { ...seller, sellerId: 'AANOTHERSELLER', refreshTokens: ['Atzr|other'] }
    simulator.control.addSeller(other)
    const stranger = await connect(simulator, other)
    const { report } = await generate(client, clock)
    expect((await stranger.get(`${REPORTS}/${report.reportId}`)).status).toBe(404)
    const document = `/reports/2021-06-30/documents/${report.reportDocumentId}`
    expect((await stranger.get(document)).status).toBe(400)
    expect((await client.get('/reports/2021-06-30/documents/amzn1.spdoc.1.4.eu.x')).status).toBe(400)
    clock.advance(91 * DAY_MS)
    const later = await connect(simulator, seller)
    expect((await later.get(`${REPORTS}/${report.reportId}`)).status).toBe(404)
    expect((await later.get(document)).status).toBe(400)
  })

  test('is cancelled when nothing matches', async () => {
    const { client, clock } = await bench()
    const window = { dataStartTime: '2026-01-01T00:00:00Z', dataEndTime: '2026-01-05T00:00:00Z' }
    const { report, document } = await generate(client, clock, window)
    expect(report.processingStatus).toBe('CANCELLED')
    expect(document).toBeNull()
  })

  test('of more than thirty days is done, and its document is one sentence', async () => {
    const { client, clock } = await bench()
    const dataEndTime = iso(-DAY_MS)
    const longest = await generate(client, clock, { dataStartTime: iso(-31 * DAY_MS), dataEndTime })
    expect(longest.document?.text).toMatch(/^amazon-order-id\t/)
    const { report, document } = await generate(client, clock, {
      dataStartTime: iso(-31 * DAY_MS - 1),
      dataEndTime,
    })
    expect(report.processingStatus).toBe('DONE')
    expect(document?.text.trim()).toBe('Date range exceeded. Report can be requested only upto 30 days')
  })

  test('can be cancelled in the queue only', async () => {
    const { client, clock } = await bench()
    const queued = (await create(client)).body.reportId
    const answer = await client.send('DELETE', `${REPORTS}/${queued}`)
    expect([answer.status, answer.text]).toEqual([200, ''])
    const other = (await create(client, { dataEndTime: '2026-07-30T00:00:00Z' })).body.reportId
    clock.advance(100_000)
    expect((await client.send('DELETE', `${REPORTS}/${other}`)).status).toBe(400)
    clock.advance(201_000)
    expect((await client.get(`${REPORTS}/${queued}`)).body.processingStatus).toBe('CANCELLED')
    expect((await client.get(`${REPORTS}/${other}`)).body.processingStatus).toBe('DONE')
    expect((await client.send('DELETE', `${REPORTS}/unknown`)).status).toBe(404)
  })

  test('asked for again while in progress, is sometimes cancelled', async () => {
    const { client, clock } = await bench()
    const ids: string[] = []
    for (let call = 0; call < 12; call++) ids.push((await create(client)).body.reportId)
    clock.advance(301_000)
    const statuses: string[] = []
    for (const id of ids) statuses.push((await client.get(`${REPORTS}/${id}`)).body.processingStatus)
    expect(new Set(ids).size).toBe(12)
    expect(statuses[0]).toBe('DONE')
    expect(new Set(statuses)).toEqual(new Set(['DONE', 'CANCELLED']))
    const again = await generate(client, clock)
    expect(again.report.processingStatus).toBe('DONE')
  })
})

describe('getReports', () => {
  test('pages newest first by a token that stands alone', async () => {
    const { client, clock } = await bench()
    const ids: string[] = []
    for (let call = 0; call < 7; call++) {
      ids.unshift((await create(client, { dataStartTime: iso(-(call + 2) * DAY_MS) })).body.reportId)
      clock.advance(1000)
    }
    const found: string[] = []
    let query = `reportTypes=${BY_ORDER_DATE}&pageSize=3&processingStatuses=IN_QUEUE,IN_PROGRESS`
    for (let page = 0; page < 3; page++) {
      const { body } = await client.get(`${REPORTS}?${query}`)
      found.push(...body.reports.map((report: { reportId: string }) => report.reportId))
      expect(body.nextToken === undefined).toBe(page === 2)
      query = `nextToken=${encodeURIComponent(body.nextToken ?? '')}`
    }
    expect(found).toEqual(ids)
  })

  test('filters by type, status, marketplace and time of creation', async () => {
    const { client, clock } = await bench()
    await create(client)
    clock.advance(600_000)
    await create(client, { reportType: BY_LAST_UPDATE, marketplaceIds: ['A13V1IB3VIYZZH'] })
    const count = async (query: string) =>
      (await client.get(`${REPORTS}?reportTypes=${BY_ORDER_DATE},${BY_LAST_UPDATE}&${query}`)).body.reports
        .length
    expect(await count('')).toBe(2)
    expect(await count('processingStatuses=DONE')).toBe(1)
    expect(await count('marketplaceIds=A13V1IB3VIYZZH,ATVPDKIKX0DER')).toBe(1)
    expect(await count(`createdSince=${iso(300_000)}`)).toBe(1)
    expect(await count(`createdUntil=${iso(300_000)}`)).toBe(1)
    expect(await count('processingStatuses=FATAL')).toBe(0)
  })

  test.each([
    ['neither types nor a token', 'pageSize=10'],
    ['a token beside anything', 'nextToken=abc%3D%3D&pageSize=10'],
    ['a token of its own making', 'nextToken=abc%3D%3D'],
    ['eleven types', `reportTypes=${Array(11).fill(BY_ORDER_DATE).join()}`],
    ['eleven marketplaces', `reportTypes=${BY_ORDER_DATE}&marketplaceIds=${Array(11).fill('A1').join()}`],
    ['pages of 101', `reportTypes=${BY_ORDER_DATE}&pageSize=101`],
    ['an unknown status', `reportTypes=${BY_ORDER_DATE}&processingStatuses=READY`],
    ['an unknown parameter', `reportTypes=${BY_ORDER_DATE}&sort=desc`],
  ])('refuses %s', async (_, query) => {
    const { client } = await bench()
    expect((await client.get(`${REPORTS}?${query}`)).status).toBe(400)
  })
})

describe('the document’s URL', () => {
  test('lives for five minutes of simulated time', async () => {
    const { client, clock } = await bench()
    const { report } = await generate(client, clock)
    const { url } = await locate(client, report)
    expect(url).toMatch(/X-Amz-Expires=300&X-Amz-Signature=[0-9a-f]{64}$/)
    clock.advance(299_000)
    expect((await download(url)).status).toBe(200)
    clock.advance(2_000)
    const late = await download(url)
    expect(late.status).toBe(403)
    expect(late.headers.get('content-type')).toBe('application/xml')
    expect(late.text).toContain('<Code>AccessDenied</Code><Message>Request has expired</Message>')
    expect((await fetchDocument(client, report)).status).toBe(200)
  })

  test('cannot be changed, and takes no credentials', async () => {
    const { client, clock } = await bench()
    const { report } = await generate(client, clock)
    const { url } = await locate(client, report)
    const forged = await download(url.replace(/.{4}$/, '0000'))
    expect([forged.status, forged.text]).toEqual([403, expect.stringContaining('SignatureDoesNotMatch')])
    expect((await download(url.replace('20260801T', '20260802T'))).status).toBe(403)
    const headers = { 'x-amz-access-token': client.accessToken }
    expect((await download(url, false, headers)).status).toBe(400)
    expect((await download(url, false, { authorization: 'Bearer x' })).status).toBe(400)
  })

  test('serves gzip, as an algorithm or as a content encoding', async () => {
    const { client, clock } = await bench({ reports: { ...PLAIN, gzip: true } })
    const { report, document } = await generate(client, clock)
    const location = await locate(client, report)
    expect(location.compressionAlgorithm).toBe('GZIP')
    const raw = await download(location.url)
    expect(raw.headers.get('content-encoding')).toBeNull()
    expect(gunzipSync(raw.bytes)).toEqual(document?.bytes)
    // fetch unpacks by itself when the header says so.
    const unpacked = await fetchDocument(client, report, '?enableContentEncodingUrlHeader=true')
    expect(unpacked.headers.get('content-encoding')).toBe('gzip')
    expect(unpacked.bytes).toEqual(document?.bytes)
  })
})

describe('the document', () => {
  test('shows the orders of the whole region, one row or more each, as the API does', async () => {
    const { client, clock, simulator, seller } = await bench()
    const { document } = await generate(client, clock)
    const { rows } = parse(document?.text ?? '')
    const orders = await client.searchAll({
      createdAfter: '2026-07-24T00:00:00Z',
      createdBefore: '2026-07-31T00:00:00Z',
      includedData: 'PROCEEDS,FULFILLMENT',
    })
    expect(new Set(rows.map((row) => row['amazon-order-id']))).toEqual(
      new Set(orders.map((order) => order.orderId)),
    )
    expect(new Set(rows.map((row) => row['sales-channel']))).toContain('Amazon.fr')
    expect(seller.marketplaceIds.length).toBeGreaterThan(1)
    expect(simulator.control.stats().calls.download).toEqual({ 200: 1 })
  })

  test('speaks the report’s own dialect', async () => {
    const { client, clock } = await bench({ ordersPerMonth: 6000 })
    const { document } = await generate(client, clock, {
      dataStartTime: iso(-19 * DAY_MS),
      dataEndTime: iso(-60_000),
    })
    const { rows } = parse(document?.text ?? '')
    const statuses = new Set(rows.map((row) => row['order-status']))
    for (const status of ['Pending', 'Unshipped', 'Shipped', 'Cancelled', 'Shipped - Delivered to Buyer']) {
      expect(statuses).toContain(status)
    }
    expect(statuses).not.toContain('CANCELLED')
    expect(
      rows.every((row) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00$/.test(row['purchase-date'] ?? '')),
    ).toBe(true)
    const pending = rows.filter((row) => row['order-status'] === 'Pending')
    expect(pending.every((row) => row['item-price'] === '' && row.currency === '')).toBe(true)
    const wiped = rows.filter((row) => row.quantity === '0')
    expect(wiped.length).toBeGreaterThan(10)
    expect(wiped.every((row) => row['order-status'] === 'Cancelled' && row['item-price'] === '')).toBe(true)
    expect(rows.some((row) => row['product-name']?.startsWith('Bilderrahmen 12" x 8" "Klassik"'))).toBe(true)
    expect(new Set(rows.map((row) => row['fulfillment-channel']))).toEqual(new Set(['Amazon', 'Merchant']))
  })

  test('may show one line as two rows that only their sum explains', async () => {
    const { client, clock, simulator, seller } = await bench({ ordersPerMonth: 6000 })
    const { document } = await generate(client, clock)
    const groups = Map.groupBy(
      parse(document?.text ?? '').rows,
      (row) => `${row['amazon-order-id']} ${row.sku}`,
    )
    const split = [...groups.values()].filter((group) => group.length > 1)
    expect(split.length).toBeGreaterThan(10)
    for (const group of split) {
      const found = simulator.world.find(seller.sellerId, group[0]?.['amazon-order-id'] ?? '', clock.now())
      const items = found?.order.orderItems.filter((item) => item.product.sellerSku === group[0]?.sku) ?? []
      const sum = (values: readonly (string | undefined)[]) =>
        values.reduce((total, value) => total + Math.round(Number(value ?? 0) * 100), 0)
      expect(sum(group.map((row) => row.quantity))).toBe(
        sum(items.map((item) => String(item.quantityOrdered))),
      )
      if (group[0]?.['item-price'] === '') continue
      const prices = items.map(
        (item) => item.proceeds?.breakdowns?.find((entry) => entry.type === 'ITEM')?.subtotal?.amount,
      )
      expect(sum(group.map((row) => row['item-price']))).toBe(sum(prices))
    }
  })

  test('of the other type selects by last update', async () => {
    const { client, clock } = await bench()
    const { document } = await generate(client, clock, { reportType: BY_LAST_UPDATE })
    const { rows } = parse(document?.text ?? '')
    expect(rows.length).toBeGreaterThan(20)
    for (const row of rows) {
      const updated = row['last-updated-date'] ?? ''
      expect(updated >= '2026-07-24T00:00:00' && updated <= '2026-07-31T00:00:01').toBe(true)
    }
    expect(rows.some((row) => (row['purchase-date'] ?? '') < '2026-07-24')).toBe(true)
  })

  test('is up to half an hour old, and does not change any more', async () => {
    const { client, clock } = await bench({ ordersPerMonth: 60_000, historyDays: 2 })
    const { report, document } = await generate(client, clock, {
      dataStartTime: iso(-DAY_MS / 12),
      dataEndTime: iso(0),
    })
    const newest = Math.max(
      ...parse(document?.text ?? '').rows.map((row) => Date.parse(row['last-updated-date'] ?? '')),
    )
    expect(newest).toBeLessThan(TEST_EPOCH.getTime())
    expect(newest).toBeGreaterThan(TEST_EPOCH.getTime() - 40 * 60_000)
    clock.advance(DAY_MS / 48)
    expect((await fetchDocument(client, report)).text).toBe(document?.text)
  })

  test('has a header of its own for each kind of seller, and now and then a new column', async () => {
    const headerOf = async (options: Partial<SimulatedSeller>, marketplaceId: string) => {
      const { client, clock } = await bench(options)
      const { document } = await generate(client, clock, { marketplaceIds: [marketplaceId] })
      return parse(document?.text ?? '').columns
    }
    const us = await headerOf(
      { region: 'na', marketplaceIds: ['ATVPDKIKX0DER', 'A2Q3Y263D00KWC'] },
      'ATVPDKIKX0DER',
    )
    expect(us).toContain('tax-collection-model')
    expect(us).toContain('cpf')
    const { client, clock } = await bench({ historyDays: 60 })
    const ids: string[] = []
    for (let day = 1; day <= 30; day++) {
      const window = { dataStartTime: iso(-day * DAY_MS), dataEndTime: iso(-(day - 1) * DAY_MS) }
      ids.push((await create(client, window)).body.reportId)
    }
    clock.advance(301_000)
    const headers: string[][] = []
    for (const id of ids) {
      const report = (await client.get(`${REPORTS}/${id}`)).body
      headers.push(parse((await fetchDocument(client, report)).text).columns)
    }
    const news = headers.filter((columns) => columns.includes('new-column-of-amazon'))
    expect(news.length).toBeGreaterThan(0)
    expect(news.length).toBeLessThan(12)
    expect(headers.every((columns) => !columns.includes('cpf') && !columns.includes('order-item-id'))).toBe(
      true,
    )
  })
})

describe('encodings', () => {
  test('follow the content type: UTF-8 with a mark, Cp1252 with losses, Windows-31J', async () => {
    const read = async (
      reports: ReportSettings,
      options: Partial<SimulatedSeller> = {},
      id = 'A1PA6795UKMFR9',
    ) => {
      const { client, clock } = await bench({ ...options, reports: { ...PLAIN, ...reports } })
      const { document } = await generate(client, clock, { marketplaceIds: [id] })
      return document
    }
    const marked = await read({ byteOrderMark: true })
    expect(marked?.bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(marked?.headers.get('content-type')).toBe('text/plain;charset=UTF-8')
    const western = await read({ charset: 'Cp1252' })
    expect(western?.headers.get('content-type')).toBe('text/plain;charset=Cp1252')
    expect(western?.text).toContain('Übergroße Hängematte für 2 Personen – 300 × 200 cm')
    expect(western?.text).toContain('LED ???????? 5m ?? ??????')
    const japan = { region: 'fe', marketplaceIds: ['A1VC38T7YXB528'] } as const
    const { charset: _, ...open } = PLAIN
    const { client, clock } = await bench({ ...japan, reports: open })
    const { document } = await generate(client, clock, { marketplaceIds: ['A1VC38T7YXB528'] })
    expect(document?.headers.get('content-type')).toMatch(/charset=(Shift_JIS|Windows-31J)$/)
    expect(document?.text).toContain('LED ストリップライト 5m 防水 リモコン付き')
    expect(document?.text).toContain('渋谷区')
    expect(parse(document?.text ?? '').rows.some((row) => /^\d+$/.test(row['item-price'] ?? ''))).toBe(true)
  })
})

describe('faults', () => {
  const outcome = async (fault: FaultInput) => {
    const { client, clock, simulator } = await bench()
    simulator.control.addFault({ ...fault, remaining: 1 })
    const struck = await generate(client, clock)
    const again = await generate(client, clock)
    expect(again.report.processingStatus).toBe('DONE')
    return struck
  }

  test('cancel a report although there is data', async () => {
    expect((await outcome({ kind: 'report_cancelled' })).report.processingStatus).toBe('CANCELLED')
  })

  test('end a report fatally, with or without a reason', async () => {
    const silent = await outcome({ kind: 'report_fatal' })
    expect(silent.report).toMatchObject({ processingStatus: 'FATAL' })
    expect(silent.document).toBeNull()
    const explained = await outcome({ kind: 'report_fatal', withDocument: true })
    expect(explained.report.processingStatus).toBe('FATAL')
    expect(JSON.parse(explained.document?.text ?? '')).toHaveProperty('errorDetails')
  })

  test('leave a report in progress for ever', async () => {
    const { client, clock, simulator } = await bench()
    simulator.control.addFault({ kind: 'report_stuck', remaining: 1 })
    const { report } = await generate(client, clock)
    clock.advance(2_900_000)
    const later = (await client.get(`${REPORTS}/${report.reportId}`)).body
    expect(later.processingStatus).toBe('IN_PROGRESS')
    expect((await generate(client, clock)).report.processingStatus).toBe('DONE')
  })

  test('put a sentence, or nothing, where the rows should be', async () => {
    const sentence = await outcome({ kind: 'report_error_text' })
    expect(sentence.report.processingStatus).toBe('DONE')
    expect(sentence.document?.text).toMatch(/^We are unable to process your request/)
    expect((await outcome({ kind: 'report_error_text', text: '' })).document?.text).toBe('')
  })

  test('damage every tenth row in one of three ways', async () => {
    const { document } = await outcome({ kind: 'report_broken_rows' })
    const [header = '', ...lines] = (document?.text ?? '').replace(/\n$/, '').split('\n')
    const width = header.split('\t').length
    const widths = lines.map((line) => line.split('\t').length)
    expect([widths[3], widths[13], widths[23]]).toEqual([7, width + 2, width])
    expect(lines[23]).toContain('0000-00-00T99:00:00+00:00')
    expect(widths.filter((_, index) => index % 10 !== 3).every((count) => count === width)).toBe(true)
  })

  test('lose the answer to createReport, but not the report', async () => {
    const { client, clock, simulator } = await bench()
    simulator.control.addFault({ kind: 'lost_answer', remaining: 1 })
    await expect(create(client)).rejects.toThrow()
    clock.advance(301_000)
    const { reports } = (await client.get(`${REPORTS}?reportTypes=${BY_ORDER_DATE}`)).body
    expect(reports).toHaveLength(1)
    expect(reports[0].processingStatus).toBe('DONE')
    expect(simulator.control.stats().calls.createReport).toEqual({ 0: 1 })
  })

  test('spoil the download: an expired URL, half a document, an outage', async () => {
    for (const gzip of [false, true]) {
      const { client, clock, simulator } = await bench({ reports: { ...PLAIN, gzip } })
      const { report, document } = await generate(client, clock)
      simulator.control.addFault({ kind: 'document_url_expired', remaining: 1 })
      simulator.control.addFault({ kind: 'truncated', operation: 'download', remaining: 1 })
      simulator.control.addFault({ kind: 'status', status: 503, operation: 'download', remaining: 1 })
      const { url } = await locate(client, report)
      expect((await download(url)).text).toContain('Request has expired')
      await expect(download(url)).rejects.toThrow()
      expect((await download(url)).status).toBe(503)
      expect((await download(url, gzip)).text).toBe(document?.text)
    }
  })

  test('of the API leave the storage alone', async () => {
    const { client, clock, simulator } = await bench()
    const { report } = await generate(client, clock)
    const { url } = await locate(client, report)
    simulator.control.addFault({ kind: 'status', status: 500 })
    expect((await create(client)).status).toBe(500)
    expect((await download(url)).status).toBe(200)
  })
})

test('requests are counted and logged by operation, without the URL’s signature', async () => {
  const { client, clock, simulator } = await bench()
  const { report } = await generate(client, clock)
  expect(simulator.control.stats().calls).toMatchObject({
    createReport: { 202: 1 },
    getReport: { 200: 1 },
    getReportDocument: { 200: 1 },
    download: { 200: 1 },
  })
  const requests = simulator.control.requests()
  expect(requests.find((request) => request.operation === 'createReport')?.body).toMatchObject({
    reportType: BY_ORDER_DATE,
    dataStartTime: '2026-07-24T00:00:00Z',
  })
  expect(requests.find((request) => request.operation === 'getReport')?.reportId).toBe(report.reportId)
  expect(requests.at(-1)).toMatchObject({ operation: 'download', reportDocumentId: report.reportDocumentId })
  expect(JSON.stringify(requests)).not.toContain('X-Amz-Signature')
})

test('a seller with synthetic rows has them in every document, streamed and abandoned at will', async () => {
  const { client, clock } = await bench({ syntheticRows: 40_000 })
  const { report, document } = await generate(client, clock)
  const { rows } = parse(document?.text ?? '')
  expect(rows).toHaveLength(40_000)
  expect(rows.every((row) => (row['purchase-date'] ?? '') >= '2026-07-24T00:00:00')).toBe(true)
  expect(rows.every((row) => (row['purchase-date'] ?? '') < '2026-07-31T00:00:00')).toBe(true)
  const { url } = await locate(client, report)
  await new Promise<void>((resolve, reject) => {
    const outgoing = httpRequest(url, (response) => {
      response.once('data', () => {
        response.destroy()
        resolve()
      })
    })
    outgoing.on('error', reject)
    outgoing.end()
  })
  expect((await client.get(`${REPORTS}/${report.reportId}`)).status).toBe(200)
})

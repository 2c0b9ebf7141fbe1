import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type BrokenRow, parseAllOrdersReport, ReportTextError } from './all-orders-report.ts'
import type { ReportOrder } from './report-order.ts'
import { type ReportCells, reportColumns, reportText, sampleRow } from './testing/sample-report.ts'

const observedAt = '2026-11-21T19:00:00.000Z'

async function* inPieces(...pieces: readonly string[]) {
  yield* pieces
}

async function parse(...pieces: readonly string[]) {
  const entries: (ReportOrder | BrokenRow)[] = []
  for await (const entry of parseAllOrdersReport(inPieces(...pieces))) entries.push(entry)
  const orders = entries.filter((entry) => entry.kind === 'order')
  const broken = entries.filter((entry) => entry.kind === 'broken')
  return { orders, broken, order: orders[0]?.order, documents: orders.map(documentOf) }
}

const documentOf = (order: ReportOrder): { rows: readonly ReportCells[] } =>
  JSON.parse(order.observe(observedAt).document)
const rowWith = (cells: ReportCells) => ({ ...sampleRow, ...cells })
const orderWith = async (cells: ReportCells) => (await parse(reportText([rowWith(cells)]))).order
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => expect.fail('no error'),
    (error: unknown) => error,
  )

test('a row becomes an outline of its order', async () => {
  const { orders, broken } = await parse(reportText([sampleRow]))
  expect(broken).toEqual([])
  expect(orders).toMatchObject([
    { kind: 'order', lineNumber: 2, itemsTotal: { amount: '34.99', currency: 'EUR' } },
  ])
  const observation = orders[0]?.observe(observedAt)
  expect(observation).toMatchObject({ source: 'report', detailLevel: 'outline', observedAt })
  expect(observation?.order).toEqual({
    externalOrderId: '902-3159896-1390916',
    sellerOrderId: 'SHOP-4711',
    orderDate: '2026-05-11T01:01:48.000Z',
    lastUpdatedAt: '2026-05-12T03:04:05.000Z',
    orderStatus: 'SHIPPED',
    orderStatusRaw: 'Shipped',
    fulfilledBy: 'MERCHANT',
    salesChannel: 'Amazon.de',
    marketplaceId: 'A1PA6795UKMFR9',
    serviceLevel: 'STANDARD',
    items: [
      {
        orderItemId: 'outline:LAMP-1:1',
        asin: 'B00551Q3CS',
        sku: 'LAMP-1',
        title: 'A lamp',
        quantity: 2,
        total: { amount: '34.99', currency: 'EUR' },
      },
    ],
  })
})

test('identical order and SKU rows are separate lines', async () => {
  const { orders, documents } = await parse(reportText([sampleRow, sampleRow, sampleRow]))
  expect(orders).toHaveLength(1)
  expect(orders[0]?.order.items.map((item) => item.orderItemId)).toEqual([
    'outline:LAMP-1:1',
    'outline:LAMP-1:2',
    'outline:LAMP-1:3',
  ])
  expect(orders[0]?.itemsTotal).toEqual({ amount: '104.97', currency: 'EUR' })
  expect(documents[0]?.rows).toHaveLength(3)
})

test('the order of rows changes nothing in an order', async () => {
  const rows = [{ quantity: '1' }, { quantity: '2' }, { sku: 'A' }, { 'item-price': '' }].map(rowWith)
  const observed = async (some: readonly ReportCells[]) =>
    (await parse(reportText(some))).orders.map((order) => order.observe(observedAt))
  expect(await observed(rows.toReversed())).toEqual(await observed(rows))
})

test('a blank price is unknown, not zero', async () => {
  const { orders } = await parse(reportText([rowWith({ 'item-price': '', currency: '' }), sampleRow]))
  expect(orders[0]?.order.items.filter((item) => item.total !== undefined)).toHaveLength(1)
  expect(orders[0]).not.toHaveProperty('itemsTotal')
  expect(orders[0]?.order).not.toHaveProperty('total')
  const order = await orderWith({ 'item-price': '', quantity: '', 'order-status': '', 'sales-channel': '' })
  expect(order?.items).toEqual([
    { orderItemId: 'outline:LAMP-1:1', asin: 'B00551Q3CS', sku: 'LAMP-1', title: 'A lamp' },
  ])
  for (const field of ['orderStatus', 'salesChannel', 'marketplaceId'])
    expect(order).not.toHaveProperty(field)
})

test('a cancelled line has quantity 0 and a price of 0.00 is a price', async () => {
  const order = await orderWith({ quantity: '0', 'item-price': '0.00', 'order-status': 'Cancelled' })
  expect(order).toMatchObject({
    orderStatus: 'CANCELLED',
    items: [{ quantity: 0, total: { amount: '0.00', currency: 'EUR' } }],
  })
})

test('a title with a quote does not swallow the rest', async () => {
  const title = '12" x 8" \\t "lamp'
  const others = { 'amazon-order-id': '902-3159896-1390917' }
  const { orders, documents } = await parse(reportText([rowWith({ 'product-name': title }), rowWith(others)]))
  expect(orders).toHaveLength(2)
  expect(orders[0]?.order.items[0]?.title).toBe(title)
  expect(documents[0]?.rows[0]?.['product-name']).toBe(title)
})

test('columns are found by name in any order', async () => {
  const { order: expected } = await parse(reportText([sampleRow]))
  const shuffled = reportColumns.toReversed().map((name) => name.toUpperCase())
  const row = Object.fromEntries(Object.entries(sampleRow).map(([name, cell]) => [name.toUpperCase(), cell]))
  expect((await parse(reportText([row], shuffled))).order).toEqual(expected)
})

test('columns that are missing are unknown', async () => {
  const columns = ['last-updated-date', 'amazon-order-id', 'purchase-date']
  expect((await parse(reportText([sampleRow], columns))).order).toEqual({
    externalOrderId: '902-3159896-1390916',
    orderDate: '2026-05-11T01:01:48.000Z',
    lastUpdatedAt: '2026-05-12T03:04:05.000Z',
    items: [{ orderItemId: 'outline::1' }],
  })
})

test('columns that Amazon adds are kept in the document', async () => {
  const row = rowWith({ 'loyalty-tier': 'gold', '': 'nameless' })
  const columns = [...reportColumns, 'loyalty-tier', '', 'sku']
  const { documents } = await parse(reportText([row], columns))
  const [kept] = documents[0]?.rows ?? []
  expect(kept).toMatchObject({
    'loyalty-tier': 'gold',
    '(35)': 'nameless',
    'sku(36)': 'LAMP-1',
    sku: 'LAMP-1',
  })
  expect(kept).toMatchObject({ 'promotion-ids': '', 'item-tax': '5.59', 'ship-service-level': 'Standard' })
})

test('no buyer column survives', async () => {
  const names = [
    ...[
      'ship-city',
      'Ship-State',
      'ship-postal-code',
      'ship-country',
      'ship-county',
      'ship-address-1',
      'ship-phone',
    ],
    ...[
      'buyer-name',
      'buyer-email',
      'buyer-company-name',
      'is-buyer-requested-cancellation',
      'recipient-name',
    ],
    ...['purchase-order-number', 'cpf', 'address-type', 'bill-city', 'gift-message-text', 'customized-url'],
    ...[
      'delivery-instructions',
      'licensee-name',
      'license-number',
      'buyer-tax-registration-id',
      'payment-method',
    ],
  ]
  const planted = Object.fromEntries(names.map((name) => [name, 'planted']))
  const columns = [...new Set([...reportColumns.filter((name) => !names.includes(name)), ...names])]
  const rows = [
    {},
    { 'purchase-date': 'yesterday' },
    { 'amazon-order-id': '' },
    { 'product-name': 'a\tb' },
    { 'product-name': 'a\nb' },
    { sku: 'x'.repeat(100), 'ship-city': 'planted\tplanted' },
  ].map((cells) => rowWith({ ...planted, ...cells }))
  const { orders, broken } = await parse(reportText(rows, columns))
  expect([orders.length, broken.length]).toEqual([1, 6])
  const everything = JSON.stringify([orders, broken, orders.map((order) => order.observe(observedAt))])
  expect(everything).not.toContain('planted')
  for (const { text } of broken) expect(() => JSON.parse(text)).not.toThrow()
})

test.each<[ReportCells, string, string | undefined]>([
  [{ 'amazon-order-id': '' }, 'amazon-order-id is blank', undefined],
  [{ 'purchase-date': '' }, 'purchase-date is not a time', '902-3159896-1390916'],
  [{ 'purchase-date': '2026-05-11' }, 'purchase-date is not a time', '902-3159896-1390916'],
  [
    { 'last-updated-date': '2026-13-11T01:01:48+00:00' },
    'last-updated-date is not a time',
    '902-3159896-1390916',
  ],
  [{ 'product-name': 'a\tb' }, 'the line has 34 columns instead of 33', '902-3159896-1390916'],
])(
  'a row that cannot be read is set aside and the others go on (%j)',
  async (cells, reason, externalOrderId) => {
    const other = rowWith({ 'amazon-order-id': '902-3159896-1390917' })
    const { orders, broken } = await parse(reportText([other, rowWith(cells)]))
    expect(orders.map(({ order }) => order.externalOrderId)).toEqual(['902-3159896-1390917'])
    expect(broken).toMatchObject([{ lineNumber: 3, reason }])
    expect(broken[0]?.externalOrderId).toBe(externalOrderId)
  },
)

test('a line that was cut off is broken, not an order', async () => {
  const text = reportText([sampleRow])
  const { orders, broken } = await parse(text.slice(0, -60))
  expect(orders).toEqual([])
  expect(broken).toMatchObject([{ lineNumber: 2, externalOrderId: '902-3159896-1390916' }])
})

test('an order whose rows do not follow each other is one order', async () => {
  const between = Array.from({ length: 400 }, (_, index) =>
    rowWith({ 'amazon-order-id': `902-0000000-${1_000_000 + index}` }),
  )
  const { orders } = await parse(reportText([sampleRow, ...between, rowWith({ sku: 'LATE' })]))
  expect(orders).toHaveLength(401)
  expect(orders[0]?.order.items.map(({ sku }) => sku)).toEqual(['LAMP-1', 'LATE'])
})

test('an order whose rows are very far apart is declared again rather than kept in memory for ever', async () => {
  const between = Array.from({ length: 1200 }, (_, index) =>
    rowWith({ 'amazon-order-id': `902-0000000-${1_000_000 + index}` }),
  )
  const { orders } = await parse(reportText([sampleRow, ...between, rowWith({ sku: 'LATE' })]))
  expect(orders).toHaveLength(1202)
  expect(orders.at(-1)).toMatchObject({ lineNumber: 1203, order: { items: [{ sku: 'LATE' }] } })
})

test('what holds for the whole order comes from the row that was updated last', async () => {
  const later = { 'last-updated-date': '2026-05-13T00:00:00+00:00', 'order-status': 'Shipped' }
  const { order } = await parse(reportText([rowWith({ 'order-status': 'Pending' }), rowWith(later)]))
  expect(order).toMatchObject({ lastUpdatedAt: '2026-05-13T00:00:00.000Z', orderStatus: 'SHIPPED' })
})

test.each<[ReportCells, object]>([
  [{ 'fulfillment-channel': 'Amazon' }, { fulfilledBy: 'AMAZON' }],
  [{ 'fulfillment-channel': 'MERCHANT' }, { fulfilledBy: 'MERCHANT' }],
  [{ 'fulfillment-channel': 'Drone' }, { fulfilledBy: 'Drone' }],
  [{ 'sales-channel': 'amazon.CO.UK' }, { salesChannel: 'amazon.CO.UK', marketplaceId: 'A1F83G8C2ARO7P' }],
  [{ 'order-status': 'Shipped - Delivered to Buyer' }, { orderStatus: 'SHIPPED' }],
  [{ 'order-status': 'Teleported' }, { orderStatus: 'UNKNOWN', orderStatusRaw: 'Teleported' }],
  [{ 'ship-service-level': 'Std DE Dom_1' }, { serviceLevel: 'Std DE Dom_1' }],
  [{ 'ship-service-level': 'SecondDay' }, { serviceLevel: 'SECOND_DAY' }],
  [{ 'purchase-date': '2026-05-31T23:30:00-02:00' }, { orderDate: '2026-06-01T01:30:00.000Z' }],
])('words and times of reports are understood (%j)', async (cells, expected) => {
  expect(await orderWith(cells)).toMatchObject(expected)
})

test('an order from outside Amazon has no marketplace, and no id of its own when both are the same', async () => {
  const order = await orderWith({
    'sales-channel': 'Non-Amazon DE',
    'merchant-order-id': '902-3159896-1390916',
  })
  expect(order).toMatchObject({ salesChannel: 'Non-Amazon DE' })
  expect(order).not.toHaveProperty('marketplaceId')
  expect(order).not.toHaveProperty('sellerOrderId')
})

test('an error message inside a DONE document is not an empty report', async () => {
  const message = 'The requested date range exceeds 30 days.\nReports can be requested for up to 30 days. '
  const error = await failure(parse(message, 'x'.repeat(1000)))
  expect(error).toBeInstanceOf(ReportTextError)
  const text = `${message.replace('\n', ' ')}${'x'.repeat(1000)}`.slice(0, 200)
  expect(error).toMatchObject({ reason: 'no_header', text })
  const sentence = 'The column amazon-order-id is not available'
  expect(await failure(parse(sentence))).toMatchObject({ reason: 'no_header', text: sentence })
})

test('an empty document is not a report without orders', async () => {
  for (const pieces of [[], [''], ['\uFEFF'], ['\r\n', '\n']]) {
    expect(await failure(parse(...pieces))).toMatchObject({
      name: 'ReportTextError',
      reason: 'empty',
      text: '',
    })
  }
  for (const text of [reportText([]), reportText([]).trimEnd()]) {
    expect(await parse(text)).toMatchObject({ orders: [], broken: [] })
  }
})

test('orders without a header are not shown in the error', async () => {
  const error = await failure(parse(reportText([sampleRow]).split('\n')[1] ?? ''))
  expect(error).toMatchObject({ reason: 'no_header' })
  expect(String(error)).not.toContain('902-')
})

test('a byte order mark, Windows line ends, blank lines and control characters do no harm', async () => {
  const text = reportText([rowWith({ 'product-name': 'A\0lamp\u0007' })], reportColumns, '\r\n')
  const { orders, broken, documents } = await parse(`\uFEFF${text}\r\n\r\n`)
  expect(broken).toEqual([])
  expect(orders[0]?.order.items[0]?.title).toBe('A lamp ')
  expect(documents[0]?.rows[0]?.['price-designation']).toBe('')
})

test('a line without end is set aside and does not fill the memory', async () => {
  const [header, row] = reportText([sampleRow]).split('\n')
  const megabyte = 'x'.repeat(1024 * 1024)
  const { orders, broken } = await parse(
    `${header}\n`,
    megabyte,
    megabyte,
    `${megabyte}\n${row}\n`,
    megabyte,
    'x',
  )
  expect(orders).toHaveLength(1)
  expect(broken).toMatchObject([
    { lineNumber: 2, reason: 'the line is too long' },
    { lineNumber: 4, reason: 'the line is too long' },
  ])
  expect(await failure(parse(megabyte, 'x'))).toMatchObject({ reason: 'no_header' })
})

test('a chunk boundary inside a line changes nothing', async () => {
  const rows = [
    {},
    { sku: '日本😀' },
    { 'purchase-date': 'x' },
    { 'product-name': 'a\tb' },
    { sku: 'ü"\\' },
  ].map(rowWith)
  const text = reportText(rows, reportColumns, '\r\n').slice(0, -2)
  const result = async (pieces: readonly string[]) => {
    const { orders, broken, documents } = await parse(...pieces)
    return JSON.stringify([orders, broken, documents])
  }
  const whole = await result([text])
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(text.length), { maxLength: 30 }), async (cuts) => {
      const sorted = [0, ...cuts.toSorted((a, b) => a - b), text.length]
      const pieces = sorted.slice(1).map((cut, index) => text.slice(sorted[index], cut))
      expect(await result(pieces)).toBe(whole)
    }),
  )
})

test('memory does not grow with the number of rows', async () => {
  // The report has some 130 MB as strings; where it is kept, the worker dies of it.
  const worker = new Worker(new URL('./testing/parse-many-rows.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 24, maxYoungGenerationSizeMb: 16 },
  })
  const [orders] = await once(worker, 'message')
  expect(orders).toBe(200_000)
})

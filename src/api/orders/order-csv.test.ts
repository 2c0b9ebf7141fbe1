import { expect, test } from 'vitest'
import { csvHeader, toCsv } from './order-csv.ts'
import type { OrderView } from './order-view.ts'

const order: OrderView = {
  id: 'ord_1',
  tenantId: 't',
  marketplace: 'AMAZON',
  externalOrderId: '405-1234567-1234567',
  orderDate: '2026-03-01T10:00:00.000Z',
  lastUpdatedAt: '2026-03-02T10:00:00.000Z',
  orderStatus: 'SHIPPED',
  programs: ['PRIME', 'PREMIUM'],
  total: { amount: '-12.30', currency: 'EUR' },
  items: [
    { orderItemId: '1', sku: '=1+1', title: 'A "large" mug,\nblue', quantity: 2 },
    { orderItemId: '2', sku: '-RED', title: '@home', unitPrice: { amount: '-1.00', currency: 'EUR' } },
  ],
  packages: [
    {
      packageReferenceId: '1',
      carrier: 'DHL',
      trackingNumber: 'JD01',
      trackingUrl: 'https://example.com/JD01',
    },
    { packageReferenceId: '2', carrier: 'UPS' },
  ],
  detailLevel: 'full',
  syncedAt: '2026-03-02T11:00:00.000Z',
}

/** Reads CSV as RFC 4180 has it, by a few lines of its own. */
function parse(csv: string): readonly Record<string, string>[] {
  const rows: string[][] = [['']]
  for (const [, quoted, plain, end] of csv.matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)|(,|\r\n)/g)) {
    const row = rows.at(-1) ?? []
    if (end === ',') row.push('')
    else if (end !== undefined) rows.push([''])
    else row[row.length - 1] = quoted?.replaceAll('""', '"') ?? plain ?? ''
  }
  const [head = [], ...lines] = rows.slice(0, -1)
  return lines.map((line) => Object.fromEntries(head.map((name, index) => [name, line[index] ?? ''])))
}

test('a line for each item; quotes, commas and line breaks of a title come back as they were', () => {
  const lines = parse(csvHeader + toCsv([order]))
  expect(lines).toHaveLength(2)
  expect(lines[0]).toMatchObject({
    external_order_id: '405-1234567-1234567',
    programs: 'PRIME; PREMIUM',
    title: 'A "large" mug,\nblue',
    quantity: '2',
    package_reference_id: '1; 2',
    carrier: 'DHL; UPS',
    tracking_number: 'JD01; ',
    tracking_url: 'https://example.com/JD01; ',
    unit_price_amount: '',
  })
  expect(lines[1]).toMatchObject({ order_item_id: '2', quantity: '' })
})

test('text that a spreadsheet would take for a formula gets an apostrophe; amounts stay numbers', () => {
  const [first, second] = parse(csvHeader + toCsv([order]))
  expect(first).toMatchObject({ sku: "'=1+1", total_amount: '-12.30' })
  expect(second).toMatchObject({ sku: "'-RED", title: "'@home", unit_price_amount: '-1.00' })
})

test('an order without items has a line of its own, and every line as many cells as there are columns', () => {
  const lines = (csvHeader + toCsv([{ ...order, items: [], packages: [] }])).split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]?.split(',').length).toBe(lines[0]?.split(',').length)
})

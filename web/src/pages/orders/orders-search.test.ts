import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filterNames, readFilters, toOrdersSearch } from './orders-search.ts'

test('an address keeps every filter that makes sense', () => {
  const search = toOrdersSearch({
    q: ' 405-12 ',
    status: 'SHIPPED',
    fulfilledBy: 'AMAZON',
    marketplaceId: 'A1PA6795UKMFR9',
    hasTracking: 'false',
    dateFrom: '2026-02-28',
    dateTo: '2026-03-01',
    after: 'abc',
  })
  expect(readFilters(search)).toEqual({
    q: '405-12',
    status: 'SHIPPED',
    fulfilledBy: 'AMAZON',
    marketplaceId: 'A1PA6795UKMFR9',
    hasTracking: false,
    dateFrom: '2026-02-28',
    dateTo: '2026-03-01',
  })
})

test.each([
  ['a status that there is not', { status: 'shipped' }],
  ['a search that is too short', { q: '12' }],
  ['a day that the calendar lacks', { dateFrom: '2026-02-30' }],
  ['a day in words', { dateTo: 'yesterday' }],
  ['a yes that is no yes', { hasTracking: '1' }],
])('%s is left out', (_name, search) => {
  expect(readFilters(search)).toEqual({})
})

test('no address breaks the page, and none asks the API for what it would refuse', () => {
  const text = fc.dictionary(fc.constantFrom(...filterNames, 'after', 'other'), fc.anything())
  fc.assert(
    fc.property(text, (search) => {
      const filters = readFilters(toOrdersSearch(search))
      expect(Object.values(filters)).not.toContain(undefined)
    }),
  )
})

import { expect, test } from 'vitest'
import { findMarketplace, marketplaces } from './marketplaces.ts'

test('there are 23 marketplaces, each once', () => {
  expect(marketplaces).toHaveLength(23)
  for (const field of ['id', 'countryCode', 'domain'] as const) {
    expect(new Set(marketplaces.map((marketplace) => marketplace[field])).size).toBe(23)
  }
})

test('a marketplace is found by its id, and an unknown one is no error', () => {
  expect(findMarketplace('A1PA6795UKMFR9')).toMatchObject({
    countryCode: 'DE',
    region: 'EU',
    domain: 'Amazon.de',
  })
  expect(findMarketplace('A38D8NSA03LJTC')).toBeNull()
})

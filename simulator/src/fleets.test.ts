import { expect, test } from 'vitest'
import { chaosFleet, demoFleet, lessonsFleet, seedFleet } from './fleets.ts'
import { findMarketplace } from './marketplaces.ts'

test('the seed fleet has a seller to see, a tenant without token and one with a strange cursor', () => {
  const { roster } = seedFleet('1')
  expect(roster.map((entry) => entry.tenantId)).toEqual(['ecomlg-001', 'kbz-002', 'kbz_test'])
  expect(roster[0]?.refreshToken).toMatch(/^Atzr\|/)
  expect(roster[1]?.refreshToken).toBeNull()
  expect(roster[2]?.importedCursor).toMatch(/^amzn_oauth_state_/)
})

test('the lessons fleet is as skewed as practice, and grows by scale', () => {
  const { sellers, roster } = lessonsFleet('1', { scale: 1 })
  expect(roster).toHaveLength(1 + 9 + 90 + 5 + 5 + 3)
  expect(roster.filter((entry) => entry.refreshToken === null)).toHaveLength(5)
  expect(sellers.filter((seller) => seller.permanentFault)).toHaveLength(5)
  const shared = sellers.find((seller) => seller.refreshTokens.length === 3)
  expect(roster.filter((entry) => entry.sellerId === shared?.sellerId)).toHaveLength(3)
  expect(new Set(sellers.map((seller) => seller.region))).toEqual(new Set(['na', 'eu', 'fe']))
  expect(lessonsFleet('1', { scale: 100 }).roster).toHaveLength(11_300)
})

test('no two sellers, tenants or tokens are the same, and marketplaces belong to their region', () => {
  for (const { sellers, roster } of [demoFleet('1'), lessonsFleet('1', { scale: 10 }), chaosFleet('1', 50)]) {
    expect(new Set(sellers.map((seller) => seller.sellerId)).size).toBe(sellers.length)
    expect(new Set(roster.map((entry) => entry.tenantId)).size).toBe(roster.length)
    const tokens = sellers.flatMap((seller) => seller.refreshTokens)
    expect(new Set(tokens).size).toBe(tokens.length)
    for (const seller of sellers) {
      expect(seller.sellerId).toMatch(/^A[A-Z0-9]{13}$/)
      for (const id of seller.marketplaceIds) expect(findMarketplace(id)?.region).toBe(seller.region)
    }
  }
})

test('the demo fleet is small enough to read and shows all three regions', () => {
  const { roster } = demoFleet('1')
  expect(roster.length).toBeGreaterThanOrEqual(20)
  expect(roster.length).toBeLessThanOrEqual(25)
  expect(new Set(roster.map((entry) => entry.region))).toEqual(new Set(['na', 'eu', 'fe']))
})

test('the same seed hands out the same tokens', () => {
  expect(demoFleet('1')).toEqual(demoFleet('1'))
  expect(demoFleet('1').roster[0]?.refreshToken).not.toBe(demoFleet('2').roster[0]?.refreshToken)
})

import { expect, test } from 'vitest'
import { nextSort, readSorting, toFleetSearch } from './fleet-search.ts'

test('an edited address keeps what makes sense and drops the rest', () => {
  expect(toFleetSearch({ q: 'shop', health: 'late', sort: '-lag', tenantId: 'a' })).toEqual({
    q: 'shop',
    health: 'late',
    sort: '-lag',
  })
  expect(toFleetSearch({ q: 7, health: 'sleepy', sort: '--lag' })).toEqual({})
  expect(toFleetSearch({ q: '', sort: 'password' })).toEqual({})
})

test('a column is chosen, turned round, and the order of health is the one that needs no word', () => {
  expect(readSorting({})).toEqual({ key: 'health', isReversed: false })
  expect(readSorting({ sort: '-lag' })).toEqual({ key: 'lag', isReversed: true })
  expect(nextSort({ key: 'health', isReversed: false }, 'lag')).toBe('lag')
  expect(nextSort({ key: 'lag', isReversed: false }, 'lag')).toBe('-lag')
  expect(nextSort({ key: 'lag', isReversed: true }, 'lag')).toBe('lag')
  expect(nextSort({ key: 'lag', isReversed: true }, 'health')).toBeUndefined()
})

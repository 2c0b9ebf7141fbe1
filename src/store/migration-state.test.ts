import { expect, test } from 'vitest'
import { compareMigrations } from './migration-state.ts'

const own = ['0001_a', '0002_b', '0003_c']

test.each([
  ['all are there', own, { kind: 'current' }],
  ['the last is missing', ['0001_a', '0002_b'], { kind: 'behind', missing: ['0003_c'] }],
  ['none was applied', [], { kind: 'behind', missing: own }],
  ['one is missing in between', ['0001_a', '0003_c'], { kind: 'gap', missing: ['0002_b'] }],
  ['a newer one is there', [...own, '0004_d'], { kind: 'ahead', unknown: ['0004_d'] }],
])('%s', (_name, applied, state) => {
  expect(compareMigrations(own, applied)).toEqual(state)
})

import { expect, test } from 'vitest'
import { toTenantSearch } from './tenant-search.ts'

test('an edited address keeps what makes sense and drops the rest', () => {
  expect(
    toTenantSearch({ tab: 'runs', lane: 'delta', status: 'failed', run: 'run_1', year: '2025' }),
  ).toEqual({
    tab: 'runs',
    lane: 'delta',
    status: 'failed',
    run: 'run_1',
    year: 2025,
  })
  expect(toTenantSearch({ tab: 'secrets', lane: 'fast', status: '', run: '../etc', year: '99' })).toEqual({})
})

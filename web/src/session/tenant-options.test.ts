import { expect, test } from 'vitest'
import { tenantOptions } from './tenant-options.ts'

test('the tenant that is chosen stays readable while it is not known which tenants there are', () => {
  expect(tenantOptions(undefined, 'shop')).toEqual([{ value: 'shop', label: 'shop' }])
  expect(tenantOptions(undefined, null)).toEqual([])
  // Once they are known, one that is not among them is no choice.
  expect(tenantOptions([{ tenantId: 'quiet', displayName: 'Quiet Shop' }], 'shop')).toEqual([
    { value: 'quiet', label: 'Quiet Shop · quiet' },
  ])
})

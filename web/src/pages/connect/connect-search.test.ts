import { expect, test } from 'vitest'
import { toConnectSearch } from './connect-search.ts'

test('what the Appstore and our own links put into the address is read', () => {
  const login = 'x'.repeat(43)
  expect(toConnectSearch({ login, sellingPartnerId: 'A1B2C3D4E5F6G7' })).toEqual({
    login,
    sellingPartnerId: 'A1B2C3D4E5F6G7',
  })
  expect(toConnectSearch({ marketplaceId: 'A1PA6795UKMFR9', by: 'token', shared: 'yes' })).toEqual({
    marketplaceId: 'A1PA6795UKMFR9',
    by: 'token',
    shared: 'yes',
  })
})

test('what makes no sense is dropped', () => {
  expect(
    toConnectSearch({
      login: 'short',
      sellingPartnerId: '<b>',
      marketplaceId: '7',
      by: 'magic',
      shared: 'no',
    }),
  ).toEqual({})
})

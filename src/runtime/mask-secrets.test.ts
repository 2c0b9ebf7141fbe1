import { expect, test } from 'vitest'
import { maskSecrets } from './mask-secrets.ts'

test.each([
  [
    'The tenant has no order "os_rZjC5wFn71J4A9PpVL0AaXEnDSVX3Lvm7vnB7q15Ec8".',
    'The tenant has no order "[secret]".',
  ],
  ['refresh_token=Atzr|IwEBIA-x/y+z&x', 'refresh_token=[secret]'],
  ['{"t":"Atza|abc","u":1}', '{"t":"[secret]","u":1}'],
  ['keyId=oss_0123456789012345678901234567890123456789012', 'keyId=[secret]'],
  ['secret amzn1.oa2-cs.v1.abc-1 was', 'secret [secret] was'],
])('%s loses its secret', (text, expected) => {
  expect(maskSecrets(text)).toBe(expected)
})

test.each([
  'key_01a2006f4f',
  'os_short',
  'The order 302-1234567-1234567 was not found.',
  'photos_of_everything_on_sale',
])('%s is no secret', (text) => {
  expect(maskSecrets(text)).toBe(text)
})

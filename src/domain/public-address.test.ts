import { expect, test } from 'vitest'
import { isPublicAddress } from './public-address.ts'
import { findUrlFault } from './webhook-url.ts'

test.each([
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '100.64.0.1',
  '127.0.0.1',
  '127.255.255.254',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.1',
  '192.0.2.1',
  '192.168.1.1',
  '198.18.0.1',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '::127.0.0.1',
  '64:ff9b::10.0.0.1',
  '64:ff9b::169.254.169.254',
  '64:ff9b:1:a00:1:0:808:808',
  '2002:7f00:1::',
  '2002:808:808::1',
  '2001::1',
  '2001:db8::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fec0::1',
  'ff02::1',
  '4000::1',
  'example.com',
  '',
])('%s is not public', (address) => {
  expect(isPublicAddress(address)).toBe(false)
})

test.each([
  '8.8.8.8',
  '100.63.0.1',
  '172.32.0.1',
  '::ffff:8.8.8.8',
  '64:ff9b::8.8.8.8',
  '2606:4700:4700::1111',
])('%s is public', (address) => {
  expect(isPublicAddress(address)).toBe(true)
})

test.each([
  ['hello', /not a URL/],
  ['http://example.com/', /https/],
  ['ftp://example.com/', /https/],
  ['https://user:pass@example.com/', /user name/],
  ['https://example.com/#top', /fragment/],
  ['https://example.com:22/', /port/],
  ['https://localhost/', /public name/],
  ['https://intranet/', /public name/],
  ['https://127.0.0.1/', /not a public/],
  ['https://0x7f.1/', /not a public/],
  ['https://2130706433/', /not a public/],
  ['https://0177.0.0.1/', /not a public/],
  ['https://[::1]/', /not a public/],
  ['https://[::ffff:10.0.0.1]/', /not a public/],
  ['https://169.254.169.254/latest/meta-data', /not a public/],
])('%s is refused as a webhook, by its text alone', (url, fault) => {
  expect(findUrlFault(url, false)).toMatch(fault)
})

test('an address that any receiver may have is accepted; private ones only where the setting allows them', () => {
  expect(findUrlFault('https://example.com/hooks?team=7', false)).toBeNull()
  expect(findUrlFault('https://example.com:8443/', false)).toBeNull()
  expect(findUrlFault('https://8.8.8.8/', false)).toBeNull()
  expect(findUrlFault('http://127.0.0.1:4000/', true)).toBeNull()
  expect(findUrlFault('https://user:pass@example.com/', true)).not.toBeNull()
})

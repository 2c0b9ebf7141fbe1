import fc from 'fast-check'
import { expect, test } from 'vitest'
import { carriers } from './carriers.ts'
import { trackingUrl } from './tracking-url.ts'

test('a carrier is found however its name is written', () => {
  for (const [name, host] of [
    ['UPS', 'www.ups.com'],
    ['ROYAL_MAIL', 'www.royalmail.com'],
    ['Colis Privé', 'www.colisprive.com'],
    ['Österreichische Post', 'www.post.at'],
    ['DHL', 'www.dhl.com'],
    ['DHL Paket', 'www.dhl.de'],
    ['DHL eCommerce Solutions', 'webtrack.dhlecs.com'],
    ['DPD', 'tracking.dpd.de'],
    ['DPD-UK', 'track.dpd.co.uk'],
    ['Hermes UK', 'www.evri.com'],
    ['Post NL', 'postnl.nl'],
    ['Amazon Shipping', 'track.amazon.com'],
    ['AMZN_UK', 'track.amazon.co.uk'],
  ] as const) {
    expect([name, new URL(trackingUrl(name, 'AB123') ?? 'none:').host]).toEqual([name, host])
  }
})

test('a name that only begins with the same letters is another carrier', () => {
  expect(trackingUrl('Upsala Bud', '1')).toBeNull()
  expect(trackingUrl('Branded', '1')).toBeNull()
  expect(trackingUrl('Somebody', 'X1')).toBeNull()
})

test('a number that the page does not know gives no link', () => {
  expect(trackingUrl('BRT', '123456789012')).toContain('Nspediz=123456789012')
  expect(trackingUrl('BRT', '08412345678901234')).toContain('ChiSono=08412345678901234')
  expect(trackingUrl('BRT', 'ABC')).toBeNull()
  expect(trackingUrl('InPost', '12')).toBeNull()
})

test('without carrier or number there is no link', () => {
  expect(trackingUrl(undefined, '1')).toBeNull()
  expect(trackingUrl('UPS', undefined)).toBeNull()
  expect(trackingUrl('UPS', '  ')).toBeNull()
  expect(trackingUrl('---', '1')).toBeNull()
})

test('whatever carrier and number say, a link is https on the host of the table, with the number encoded', () => {
  const hosts = new Set(carriers.map(({ page }) => new URL(page).host))
  for (const { page, names } of carriers) {
    expect(page).toMatch(/^https:\/\/[^{]+\{\}/)
    for (const name of names) expect(name).toMatch(/^[a-z0-9]+( [a-z0-9]+)*$/)
  }
  fc.assert(
    fc.property(
      fc.oneof(fc.constantFrom(...carriers.flatMap(({ names }) => names)), fc.string()),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      (carrier, number) => {
        const url = trackingUrl(carrier, number)
        if (url === null) return
        const parsed = new URL(url)
        expect([parsed.protocol, hosts.has(parsed.host)]).toEqual(['https:', true])
        expect(url).toContain(encodeURIComponent(number.replaceAll(/\s+/g, '')))
        expect(url).not.toMatch(/[\s<>"]/)
      },
    ),
  )
})

import { expect, test } from 'vitest'
import { formatOf } from './format.ts'
import { localeOf, preferredLanguage } from './i18n.ts'

const plain = (text: string): string => text.replaceAll(/[\u00a0\u202f]/g, ' ')

test('money keeps every digit, in the way of the locale', () => {
  const big = { amount: '12345678901234567.89', currency: 'EUR' }
  expect(plain(formatOf('en-GB').money(big))).toBe('€12,345,678,901,234,567.89')
  expect(plain(formatOf('fr-FR').money(big))).toBe('12 345 678 901 234 567,89 €')
  expect(formatOf('en-GB').money({ amount: '7', currency: 'POINTS' })).toBe('7 POINTS')
})

test('the time since is told in the largest unit that fits', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  const relative = (instant: string): string => formatOf('en-GB').relative(instant, now)
  expect(relative('2026-03-10T11:59:20Z')).toBe('40 seconds ago')
  expect(relative('2026-03-10T11:15:00Z')).toBe('45 minutes ago')
  expect(relative('2026-03-09T11:00:00Z')).toBe('yesterday')
  expect(relative('2026-03-12T12:00:00Z')).toBe('in 2 days')
})

test('what is rounded up to a whole larger unit is told in that one', () => {
  const now = Date.parse('2026-03-10T12:00:00Z')
  const [second, day] = [1000, 86_400_000]
  const ago = (ms: number): string =>
    formatOf('en-GB').relative(new Date(now - ms).toISOString(), new Date(now))
  expect(ago(59.4 * second)).toBe('59 seconds ago')
  expect(ago(59.6 * second)).toBe('1 minute ago')
  expect(ago(3580 * second)).toBe('1 hour ago')
  expect(ago(23.8 * 3600 * second)).toBe('yesterday')
  expect(ago(29.7 * day)).toBe('last month')
  expect(ago(350 * day)).toBe('last year')
})

test('a share is 100 % only when it is all, and any whole per cent is that one', () => {
  const percent = (share: number): string => formatOf('en-GB').percent(share)
  expect([percent(1), percent(9999 / 10_000), percent(0.999)]).toEqual(['100%', '99%', '99%'])
  for (let whole = 0; whole <= 100; whole += 1) expect(percent(whole / 100)).toBe(`${whole}%`)
})

test('a calendar day stays that day in every time zone', () => {
  expect(formatOf('en-GB').day('2026-03-01')).toBe('1 Mar 2026')
})

test('a deadline that does not end with the day here is told with its time', () => {
  const year = new Date().getFullYear()
  const deadline = (...at: readonly [number, number, number, number, number]): string =>
    plain(formatOf('en-GB').deadline(new Date(year, ...at).toISOString()))
  expect(deadline(11, 2, 23, 59, 59)).toBe('2 Dec')
  expect(deadline(11, 3, 0, 59, 59)).toBe('3 Dec, 00:59')
})

test("the browser's first language that there is here is spoken", () => {
  expect(preferredLanguage(['de-DE', 'fr-CA', 'en'])).toBe('fr')
  expect(preferredLanguage(['de-DE'])).toBe('en')
})

test("dates are written as the browser's variant of the language, if that is a language tag at all", () => {
  expect(localeOf('fr', ['de-DE', 'fr-CA', 'fr-FR'])).toBe('fr-CA')
  expect(localeOf('fr', ['de-DE'])).toBe('fr')
  expect(localeOf('en', ['en-US@posix'])).toBe('en')
  expect(localeOf('en', ['en-US@posix', 'en-GB'])).toBe('en-GB')
})

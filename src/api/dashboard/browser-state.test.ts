import { expect, test } from 'vitest'
import { readBrowserState, strangersBrowser } from './browser-state.ts'

const told = {
  language: 'fr',
  languages: ['fr-CA', 'en'],
  timeZone: 'America/Toronto',
  width: 1440,
  height: 900,
  colorScheme: 'dark',
  kept: { 'ordersync-language': 'fr' },
}

test('what a browser tells of itself is read as it is', () => {
  expect(readBrowserState(JSON.stringify(told))).toEqual(told)
})

test.each([
  ['nothing', undefined],
  ['no JSON', '{'],
  ['a language that there is not', JSON.stringify({ ...told, language: 'de' })],
  ['a time zone that there is not', JSON.stringify({ ...told, timeZone: 'Europe/Atlantis' })],
  ['a time zone that is none', JSON.stringify({ ...told, timeZone: '"><script>' })],
  ['a screen of no size', JSON.stringify({ ...told, width: 0 })],
  ['more than is known', JSON.stringify({ ...told, role: 'operator' })],
])('%s is no state of a browser', (_name, cookie) => {
  expect(readBrowserState(cookie)).toBeNull()
})

test.each([
  [undefined, 'en'],
  ['fr-FR,fr;q=0.9,en;q=0.8', 'fr'],
  ['de-DE, en-US;q=0.7, fr;q=0.3', 'en'],
  ['de, FR;q=0.5', 'fr'],
  ['*', 'en'],
])('a stranger who accepts %j is spoken to in %s', (accepted, language) => {
  expect(strangersBrowser(accepted).language).toBe(language)
})

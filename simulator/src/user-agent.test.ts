import { expect, test } from 'vitest'
import { findUserAgentFault } from './user-agent.ts'

test.each([
  ['Ordersync/0.1 (Language=TypeScript/5.9; Platform=Linux)', null],
  ['My Selling Tool/2.0 (Language=Java/1.8.0.221; Platform=Windows/10)', null],
  ['MyCompanyName/build1611 (Language=Perl; Host=jane.desktop.example.com)', null],
  ['App/1 (Platform=Linux; Language=Go)', null],
  [undefined, 'missing'],
  ['node', 'malformed'],
  ['Ordersync/0.1 (Platform=Linux)', 'malformed'],
  ['Ordersync (Language=TypeScript)', 'malformed'],
  [`Ordersync/0.1 (Language=TypeScript; Note=${'x'.repeat(500)})`, 'too_long'],
])('the user agent %s is judged %s', (userAgent, fault) => {
  expect(findUserAgentFault(userAgent)).toBe(fault)
})

import { expect, test } from 'vitest'
import type { FleetTenant } from '../data/fleet.ts'
import { goesByItself } from './goes-by-itself.ts'

type Health = FleetTenant['health']

const health = (cause: Health['cause'], reasonCode: Health['reasonCode'] = null): Health => ({
  state: 'failing',
  cause,
  reasonCode,
  message: '',
  at: null,
})

test('nobody is told to do something about what passes by itself', () => {
  expect(goesByItself(health('failing', 'AMAZON_UNAVAILABLE'))).toBe(true)
  expect(goesByItself(health('first_waits'))).toBe(true)
  expect(goesByItself(health('first_running'))).toBe(true)
  expect(goesByItself(health('failing', 'AMAZON_FORBIDDEN'))).toBe(false)
  expect(goesByItself(health('overdue'))).toBe(false)
  // What the last run met is not what stands in the way now.
  expect(goesByItself(health('revoked', 'AMAZON_UNAVAILABLE'))).toBe(false)
})

import { expect, test } from 'vitest'
import { isoSeconds } from './clock.ts'

test('seconds are written as a Date would write them, before 1970, on leap days and with fractions', () => {
  const instants = [0, -1, 951_782_399, 951_782_400, 1_785_585_600, 1_785_585_599.9, 4_102_444_799]
  for (const seconds of instants) {
    expect(isoSeconds(seconds)).toBe(`${new Date(Math.floor(seconds) * 1000).toISOString().slice(0, 19)}Z`)
  }
})

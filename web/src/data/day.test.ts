import { afterEach, expect, test, vi } from 'vitest'
import { instantsOf, readDay } from './day.ts'

afterEach(() => vi.unstubAllEnvs())

test.each([
  ['America/New_York', '2026-03-03', '2026-03-03T05:00:00.000Z', '2026-03-04T04:59:59.999Z'],
  ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z', '2026-03-09T03:59:59.999Z'],
  ['Asia/Tokyo', '2026-03-03', '2026-03-02T15:00:00.000Z', '2026-03-03T14:59:59.999Z'],
  ['UTC', '2026-12-31', '2026-12-31T00:00:00.000Z', '2026-12-31T23:59:59.999Z'],
])(
  'in %s, %s is the day that clocks there show, also when they are put forward',
  (zone, day, first, last) => {
    vi.stubEnv('TZ', zone)
    expect(instantsOf(day)).toEqual({ first, last })
  },
)

test('a day is one that the calendar has', () => {
  expect(readDay('2028-02-29')).toBe('2028-02-29')
  for (const text of ['2026-02-29', '0002-03-05', '2026-3-5', 'yesterday', '', undefined, 5])
    expect(readDay(text)).toBeUndefined()
})

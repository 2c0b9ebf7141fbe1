import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  overlapMs,
  parseImportedCursor,
  planDeltaWindow,
  shortOverlapMs,
  smoothOrdersPerHour,
  upperBoundLagMs,
  wideOverlapMs,
} from './delta-window.ts'

const now = new Date('2026-06-01T12:00:00.500Z')
const at = (text: string): Date => new Date(text)
const fresh = {
  watermark: at('2026-06-01T11:50:00Z'),
  lastWideWindowAt: at('2026-06-01T10:00:00Z'),
  ordersPerHour: 1,
}

test('a window reaches from half an hour before the watermark to a little more than two minutes ago', () => {
  expect(planDeltaWindow(fresh, now, 0, 30)).toEqual({
    after: at('2026-06-01T11:20:00Z'),
    before: at('2026-06-01T11:57:50Z'),
    wide: false,
  })
})

test('once a day a window reaches back two days', () => {
  const window = planDeltaWindow({ ...fresh, lastWideWindowAt: at('2026-05-31T11:00:00Z') }, now, 0, 30)
  expect(window).toMatchObject({ wide: true, after: new Date(fresh.watermark.getTime() - wideOverlapMs) })
})

test('a connection without watermark begins as many days back as the setting says', () => {
  const window = planDeltaWindow({ watermark: null, lastWideWindowAt: null, ordersPerHour: 0 }, now, 0, 30)
  expect(window?.after).toEqual(at('2026-05-02T11:57:50Z'))
})

test("when Amazon's clock is behind ours, the upper bound waits for it", () => {
  expect(planDeltaWindow(fresh, now, -45_000, 30)?.before).toEqual(at('2026-06-01T11:57:05Z'))
  expect(planDeltaWindow(fresh, now, 45_000, 30)?.before).toEqual(at('2026-06-01T11:57:50Z'))
})

test('there is nothing to ask while the watermark is as new as Amazon allows', () => {
  expect(planDeltaWindow({ ...fresh, watermark: at('2026-06-01T11:57:50Z') }, now, 0, 30)).toBeNull()
})

test('a busy seller repeats fewer minutes, but never less than five', () => {
  const reach = (ordersPerHour: number): number =>
    fresh.watermark.getTime() -
    (planDeltaWindow({ ...fresh, ordersPerHour }, now, 0, 30)?.after.getTime() ?? 0)
  expect(reach(10)).toBe(overlapMs)
  expect(reach(480)).toBe(10 * 60_000)
  expect(reach(100_000)).toBe(shortOverlapMs)
})

test('windows overlap without a gap, whatever the times, and never ask for the last two minutes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 ** 10 }),
      fc.integer({ min: -600_000, max: 600_000 }),
      fc.double({ min: 0, max: 10_000, noNaN: true }),
      (age, skew, rate) => {
        const watermark = new Date(now.getTime() - age)
        const window = planDeltaWindow(
          { watermark, lastWideWindowAt: null, ordersPerHour: rate },
          now,
          skew,
          30,
        )
        if (window === null) return
        expect(window.after.getTime()).toBeLessThanOrEqual(watermark.getTime() - shortOverlapMs)
        expect(window.before.getTime()).toBeGreaterThan(watermark.getTime())
        expect(window.before.getTime()).toBeLessThanOrEqual(
          now.getTime() + Math.min(0, skew) - upperBoundLagMs,
        )
        expect(window.before.getTime() % 1000).toBe(0)
      },
    ),
  )
})

test('the number of orders an hour follows what was seen, smoothly', () => {
  expect(smoothOrdersPerHour(0, 50, 3_600_000)).toBe(50)
  expect(smoothOrdersPerHour(100, 0, 3_600_000)).toBe(70)
  expect(smoothOrdersPerHour(100, 5, 0)).toBe(100)
})

test.each([
  ['2026-05-01T10:00:00Z', '2026-05-01T10:00:00.000Z'],
  ['2026-05-01T10:00:00.123456Z', '2026-05-01T10:00:00.123Z'],
  ['2026-05-01 10:00:00+02:00', '2026-05-01T08:00:00.000Z'],
  ['2026-05-01T10:00', '2026-05-01T10:00:00.000Z'],
  ['2026-05-01', '2026-05-01T00:00:00.000Z'],
])('an imported cursor %s is a date', (text, expected) => {
  expect(parseImportedCursor(text, now)?.toISOString()).toBe(expected)
})

test.each([
  'amzn_oauth_state_9f8c',
  '',
  'null',
  '1970-01-01T00:00:00Z',
  '2099-01-01T00:00:00Z',
  '2026-13-45',
  '1748772000',
  'Sun Jun 01 2025',
])('an imported cursor "%s" is no date', (text) => {
  expect(parseImportedCursor(text, now)).toBeNull()
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitSpan } from './whole-periods.ts'

const at = (text: string): Date => new Date(`${text}Z`)

test('a year and a half from one noon to another: months, days at both ends, and two half days', () => {
  expect(splitSpan(at('2025-01-30T12:00'), at('2026-07-02T12:00'))).toEqual({
    periods: [
      { grain: 'day', from: at('2025-01-31T00:00'), before: at('2025-02-01T00:00') },
      { grain: 'month', from: at('2025-02-01T00:00'), before: at('2026-07-01T00:00') },
      { grain: 'day', from: at('2026-07-01T00:00'), before: at('2026-07-02T00:00') },
    ],
    rest: [
      { from: at('2025-01-30T12:00'), before: at('2025-01-31T00:00') },
      { from: at('2026-07-02T00:00'), before: at('2026-07-02T12:00') },
    ],
  })
})

test('without bounds everything is one period, and nothing is left of a span that ends before it begins', () => {
  expect(splitSpan(null, null)).toEqual({
    periods: [{ grain: 'ever', from: null, before: null }],
    rest: [],
  })
  expect(splitSpan(at('2026-01-02T00:00'), at('2026-01-01T00:00'))).toEqual({ periods: [], rest: [] })
})

const instant = fc
  .integer({ min: Date.UTC(2024, 0), max: Date.UTC(2026, 11) })
  .chain((ms) => fc.constantFrom(ms, Math.floor(ms / 86_400_000) * 86_400_000))
  .map((ms) => new Date(ms))

test('every instant of the span is in exactly one part, and no other is in any', () => {
  fc.assert(
    fc.property(
      fc.option(instant),
      fc.option(instant),
      fc.array(instant, { minLength: 20, maxLength: 20 }),
      (from, before, samples) => {
        const { periods, rest } = splitSpan(from, before)
        const holds = (span: { from: Date | null; before: Date | null }, sample: Date): boolean =>
          (span.from === null || span.from <= sample) && (span.before === null || sample < span.before)
        for (const sample of [...samples, ...(from ? [from] : []), ...(before ? [before] : [])]) {
          const parts = [...periods, ...rest].filter((part) => holds(part, sample)).length
          expect(parts).toBe(holds({ from, before }, sample) ? 1 : 0)
        }
        for (const { from: start, before: end } of rest) {
          expect(end.getTime() - start.getTime()).toBeLessThanOrEqual(2 * 86_400_000)
        }
      },
    ),
    { numRuns: 500 },
  )
})

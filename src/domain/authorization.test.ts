import { expect, test } from 'vitest'
import { renewalWarning } from './authorization.ts'

const end = new Date('2027-01-31T00:00:00Z')
const daysBefore = (days: number) => new Date(end.getTime() - days * 86_400_000)

test.each([
  [365, null],
  [60.1, null],
  [60, 60],
  [30.1, 60],
  [30, 30],
  [7.1, 30],
  [7, 7],
  [0, 7],
  [-3, 7],
])('%d days before its end a consent has the warning %s', (days, warning) => {
  expect(renewalWarning(end, daysBefore(days))).toBe(warning)
})

test('what never ends is never due', () => {
  expect(renewalWarning(null, end)).toBeNull()
})

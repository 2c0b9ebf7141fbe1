import { expect, test } from 'vitest'
import { readVerdict } from '../scripts/audit-dependencies.ts'

const report = (...severities: string[]) =>
  JSON.stringify({
    vulnerabilities: Object.fromEntries(severities.map((severity, n) => [`package-${n}`, { severity }])),
  })

test('a high or critical advisory fails the check and names the package; lesser ones are counted', () => {
  expect(readVerdict(report('low', 'high', 'critical'))).toEqual({
    kind: 'vulnerable',
    packages: ['package-1 (high)', 'package-2 (critical)'],
  })
  expect(readVerdict(report('low', 'moderate'))).toEqual({ kind: 'clean', lesser: 2 })
  expect(readVerdict(report())).toEqual({ kind: 'clean', lesser: 0 })
})

test('an advisory service that does not answer is not taken for a clean report', () => {
  const refused = JSON.stringify({ message: '405 Method Not Allowed', error: { summary: '' } })
  expect(readVerdict(refused)).toEqual({ kind: 'unknown', reason: '405 Method Not Allowed' })
  expect(readVerdict('')).toMatchObject({ kind: 'unknown' })
  expect(readVerdict('null')).toMatchObject({ kind: 'unknown' })
})

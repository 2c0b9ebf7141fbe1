import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  askAgainAfterMs,
  judgeReport,
  planAfterNoAnswer,
  type ReportStanding,
  reportDeadlineMs,
} from './report-verdict.ts'

const minute = 60_000
const standing = (change: Partial<ReportStanding>): ReportStanding => ({
  status: 'IN_PROGRESS',
  statusRaw: change.status ?? 'IN_PROGRESS',
  documentId: null,
  waitedMs: 4 * minute,
  attempts: 1,
  ...change,
})

const verdicts: readonly [string, Partial<ReportStanding>, object][] = [
  ['done, with a document', { status: 'DONE', documentId: 'd1' }, { kind: 'import', documentId: 'd1' }],
  ['done, without one', { status: 'DONE' }, { kind: 'failed', reason: expect.stringContaining('without') }],
  [
    'cancelled',
    { status: 'CANCELLED' },
    { kind: 'prove_empty', otherwise: expect.stringContaining('cancelled') },
  ],
  ['fatal, although it has a document', { status: 'FATAL', documentId: 'd1' }, { kind: 'failed' }],
  ['queued', { status: 'IN_QUEUE' }, { kind: 'look_again' }],
  ['being made', { status: 'IN_PROGRESS' }, { kind: 'look_again' }],
  ['in a status that nobody knows', { status: 'UNKNOWN', statusRaw: 'RESTING' }, { kind: 'look_again' }],
  [
    'being made for too long',
    { status: 'UNKNOWN', statusRaw: 'RESTING', waitedMs: 31 * minute },
    { kind: 'failed', reason: 'The report was still RESTING after 31 minutes.' },
  ],
  ['as long, but the second in its place', { waitedMs: 31 * minute, attempts: 2 }, { kind: 'look_again' }],
]

test.each(verdicts)('a report that is %s', (_name, change, verdict) => {
  expect(judgeReport(standing(change))).toMatchObject(verdict)
})

test('each report in the same place gets twice as long as the one before', () => {
  expect([0, 1, 2, 3].map((attempts) => reportDeadlineMs(attempts) / minute)).toEqual([30, 30, 60, 120])
})

test('a call that is not answered is repeated, later each time, and neither without end nor beyond the last attempt', () => {
  const again = (step: 'find_lost_report' | 'look_at_report', waitedMinutes: number, attempts: number) =>
    planAfterNoAnswer({ step, waitedMs: waitedMinutes * minute, attempts })
  for (const step of ['find_lost_report', 'look_at_report'] as const)
    expect([0, 1, 4, 20, 30, 31].map((waited) => again(step, waited, 1))).toEqual([
      ...[30_000, 30_000, minute, 5 * minute, 7.5 * minute],
      null,
    ])
  expect(again('look_at_report', 31, 2)).toBe(7.75 * minute)
  const request = (attempts: number) =>
    planAfterNoAnswer({ step: 'request_report', waitedMs: 100 * minute, attempts })
  expect([1, 2, 3, 4].map(request)).toEqual([30_000, 30_000, null, null])
  expect([1, 2, 3].map(askAgainAfterMs)).toEqual([0, 30 * minute, 30 * minute])
})

test('whatever Amazon says, only a finished report with a document is imported, and no report is waited for for ever', () => {
  const any = fc.record({
    status: fc.constantFrom('IN_QUEUE', 'IN_PROGRESS', 'DONE', 'CANCELLED', 'FATAL', 'UNKNOWN'),
    statusRaw: fc.string(),
    documentId: fc.option(fc.string({ minLength: 1 })),
    waitedMs: fc.nat(10 * 60 * minute),
    attempts: fc.nat(5),
  })
  fc.assert(
    fc.property(any, (report) => {
      const { kind } = judgeReport(report)
      expect(kind === 'import').toBe(report.status === 'DONE' && report.documentId !== null)
      if (report.waitedMs > reportDeadlineMs(report.attempts)) expect(kind).not.toBe('look_again')
    }),
  )
})

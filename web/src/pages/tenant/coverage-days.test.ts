import { expect, test } from 'vitest'
import { type CalendarInput, type CoveredTime, coverageDays, type DayState } from './coverage-days.ts'

const span = (
  from: string,
  to: string,
  level: 'full' | 'outline' = 'full',
  connectionId = 'a',
): CoveredTime => ({
  connectionId,
  from: new Date(from).toISOString(),
  to: new Date(to).toISOString(),
  level,
})

const calendar = (coverage: readonly CoveredTime[], more: Partial<CalendarInput> = {}) =>
  coverageDays({
    year: 2026,
    connectionIds: ['a'],
    coverage,
    wantedFrom: Date.parse('2026-01-03T00:00Z'),
    now: Date.parse('2026-01-08T06:00Z'),
    ...more,
  })

const states = (days: ReturnType<typeof calendar>, count: number): readonly DayState[] =>
  days.slice(0, count).map(({ state }) => state)

test('what is missing while the history is fetched is on its way', () => {
  const own = [span('2026-01-03T00:00Z', '2026-01-04T00:00Z'), span('2026-01-05T01:00Z', '2026-01-06T00:00Z')]
  expect(states(calendar(own, { isArriving: true }), 6).slice(2)).toEqual([
    'full',
    'arriving',
    'partly',
    'arriving',
  ])
})

test('a day is full, outline, partly or missing as its 24 hours in UTC are', () => {
  const days = calendar([
    span('2026-01-03T00:00Z', '2026-01-04T00:00Z'),
    span('2026-01-04T00:00Z', '2026-01-05T00:00Z', 'outline'),
    span('2026-01-05T01:00Z', '2026-01-06T00:00Z'),
  ])
  expect(states(days, 9)).toEqual([
    'outside',
    'outside',
    'full',
    'outline',
    'partly',
    'missing',
    'missing',
    'missing',
    'future',
  ])
})

test('spans that touch or overlap make one day full, and full and outline together make an outline', () => {
  const touching = [
    span('2026-01-03T00:00Z', '2026-01-03T10:00Z'),
    span('2026-01-03T10:00Z', '2026-01-03T20:00Z'),
    span('2026-01-03T15:00Z', '2026-01-04T00:00Z'),
  ]
  expect(states(calendar(touching), 3)[2]).toBe('full')
  const mixed = [
    span('2026-01-03T00:00Z', '2026-01-03T10:00Z'),
    span('2026-01-03T10:00Z', '2026-01-04T00:00Z', 'outline'),
  ]
  expect(states(calendar(mixed), 3)[2]).toBe('outline')
})

test('today is judged by what there was of it, the first wanted day from when it is wanted', () => {
  const days = calendar([span('2026-01-03T15:00Z', '2026-01-08T06:00Z')], {
    wantedFrom: Date.parse('2026-01-03T15:00Z'),
  })
  expect(states(days, 8)).toEqual(['outside', 'outside', 'full', 'full', 'full', 'full', 'full', 'full'])
})

test('today is full while the sync is as close behind as it always is, and not when it is late', () => {
  const upTo = (end: string) => states(calendar([span('2026-01-03T00:00Z', end)]), 8)[7]
  expect(upTo('2026-01-08T05:50Z')).toBe('full')
  expect(upTo('2026-01-08T04:00Z')).toBe('partly')
})

test('of several connections the weakest counts, and what another one has is not counted for it', () => {
  const two = { connectionIds: ['a', 'b'] }
  const a = span('2026-01-03T00:00Z', '2026-01-06T00:00Z')
  expect(states(calendar([a], two), 4).slice(2)).toEqual(['partly', 'partly'])
  const b = span('2026-01-03T00:00Z', '2026-01-04T00:00Z', 'outline', 'b')
  expect(states(calendar([a, b], two), 4).slice(2)).toEqual(['outline', 'partly'])
})

test('a year has all of its days, leap days too', () => {
  expect(calendar([])).toHaveLength(365)
  const leap = calendar([], { year: 2028 })
  expect(leap).toHaveLength(366)
  expect(leap[59]?.date).toBe('2028-02-29')
})

test('nothing is wanted: no day is missing', () => {
  expect(states(calendar([], { wantedFrom: null }), 3)).toEqual(['outside', 'outside', 'outside'])
})

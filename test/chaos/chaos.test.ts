import { expect, test } from 'vitest'
import { runChaos } from './run-chaos.ts'

test('workers killed at random, a crashed PostgreSQL and a failing Amazon: nothing is lost, doubled, stale, invented or mixed', async () => {
  const result = await runChaos({
    seed: process.env.CHAOS_SEED ?? 'ci',
    tenants: 30,
    workers: 3,
    seconds: 25,
    kills: 6,
    crashDatabase: true,
    speed: 60,
  })
  expect(result.examples).toEqual([])
  expect(result).toMatchObject({
    lost: 0,
    doubled: 0,
    stale: 0,
    phantom: 0,
    crossTenant: 0,
    overlaps: 0,
    interleaved: 0,
    openRuns: 0,
    brokenFeeds: 0,
    deaths: 0,
  })
  // What was compared and broken: a test of nothing would be green too.
  expect(result.compared).toBeGreaterThan(1000)
  expect(result.updates).toBeGreaterThan(0)
  expect(result.kills).toBe(6)
  expect(result.databaseCrashes).toBe(1)
  expect(result.faults).toBeGreaterThan(10)
}, 240_000)

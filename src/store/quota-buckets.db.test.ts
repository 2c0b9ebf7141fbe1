import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/postgres.ts'
import { type Priority, type QuotaKey, reservedShareOf, usagePlans } from '../domain/quota.ts'
import { type TokenBucket, takeToken } from '../domain/token-bucket.ts'
import { setDatabaseClock } from './migrate.ts'
import { createQuotaGovernor, findBucketLevel, listQuotaBuckets } from './quota-buckets.ts'

let database: TestDatabase
let seller = 0
let key: QuotaKey
const start = new Date('2026-06-01T00:00:00Z')

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  seller += 1
  key = { region: 'EU', sellingPartnerId: `A${seller}`, applicationId: 'app', operation: 'searchOrders' }
  await stopClockAt(0)
})

/** The database's time stands still, this many seconds after the start. */
async function stopClockAt(seconds: number): Promise<void> {
  const simulatedStart = new Date(start.getTime() + seconds * 1000)
  await setDatabaseClock(database.connectionString, { simulatedStart, realStart: new Date(), speed: 1e-9 })
}

const reserve = (maxDelayMs = 0, priority: 'delta' | 'hint' | 'backfill' = 'delta') =>
  createQuotaGovernor(database).reserve(key, priority, maxDelayMs)

async function takeAll(): Promise<number> {
  let taken = 0
  while ((await reserve()).kind === 'granted') taken += 1
  return taken
}

test('a fresh bucket grants its burst at once and then says when the next token is there', async () => {
  expect(await takeAll()).toBe(20)
  const refused = await reserve()
  expect(refused.kind).toBe('exhausted')
  if (refused.kind !== 'exhausted') return
  const waitSeconds = (refused.availableAt.getTime() - start.getTime()) / 1000
  expect(waitSeconds).toBeGreaterThan(178.5)
  expect(waitSeconds).toBeLessThan(183)
})

test("tokens flow in at the rate, a little slower than Amazon's own, and never above the burst", async () => {
  await takeAll()
  await stopClockAt(178)
  expect((await reserve()).kind).toBe('exhausted')
  await stopClockAt(183)
  expect((await reserve()).kind).toBe('granted')
  await stopClockAt(10_000_000)
  expect(await takeAll()).toBe(20)
})

test('fifty callers at once never take more than the bucket has', async () => {
  const results = await Promise.all(Array.from({ length: 50 }, () => reserve()))
  expect(results.filter((result) => result.kind === 'granted')).toHaveLength(20)
})

test('what was taken is known right after a restart', async () => {
  await takeAll()
  const afterRestart = createQuotaGovernor(database)
  expect((await afterRestart.reserve(key, 'delta', 0)).kind).toBe('exhausted')
})

test('a short wait is granted as a delay, and the next caller queues up behind it', async () => {
  const governor = createQuotaGovernor(database)
  const fast: QuotaKey = { ...key, operation: 'getOrder' }
  for (let call = 0; call < 30; call += 1) await governor.reserve(fast, 'delta', 0)
  const first = await governor.reserve(fast, 'delta', 5000)
  const second = await governor.reserve(fast, 'delta', 5000)
  const third = await governor.reserve(fast, 'delta', 5000)
  expect(first).toMatchObject({ kind: 'granted', delayMs: expect.closeTo(2041, -1) })
  expect(second).toMatchObject({ kind: 'granted', delayMs: expect.closeTo(4082, -1) })
  expect(third.kind).toBe('exhausted')
})

test('less urgent work leaves the last tokens to the delta', async () => {
  let backfill = 0
  while ((await reserve(0, 'backfill')).kind === 'granted') backfill += 1
  expect(backfill).toBe(14)
  expect((await reserve(0, 'hint')).kind).toBe('granted')
  expect(await takeAll()).toBe(5)
})

test('a backfill may ask for as many reports at once as Amazon allows: nobody else draws from their bucket', async () => {
  const governor = createQuotaGovernor(database)
  const reports = { ...key, operation: 'createReport' as const }
  let asked = 0
  while ((await governor.reserve(reports, 'backfill', 0)).kind === 'granted') asked += 1
  expect(asked).toBe(15)
})

test('a 429 empties the bucket whatever we believed, for longer each time', async () => {
  const governor = createQuotaGovernor(database)
  await governor.reserve(key, 'delta', 0)
  const first = await governor.drain(key, null)
  expect((await reserve()).kind).toBe('exhausted')
  const wait = (until: Date): number => (until.getTime() - start.getTime()) / 1000
  expect(wait(first)).toBeGreaterThanOrEqual(178)
  const second = await governor.drain(key, null)
  expect(wait(second)).toBeGreaterThanOrEqual(357)
  const told = await governor.drain(key, 3_600_000)
  expect(wait(told)).toBeGreaterThanOrEqual(3599)
})

test("the rate that Amazon's header states counts from then on", async () => {
  await takeAll()
  await createQuotaGovernor(database).learnRate(key, 0.056)
  await stopClockAt(19)
  expect((await reserve()).kind).toBe('granted')
  const [bucket] = await listQuotaBuckets(database, key)
  expect(bucket).toMatchObject({ operation: 'searchOrders', ratePerSecond: 0.056, burst: 20 })
})

test('a clock that goes back adds no tokens and takes none away', async () => {
  await stopClockAt(1000)
  await takeAll()
  await stopClockAt(500)
  expect((await reserve()).kind).toBe('exhausted')
  await stopClockAt(1183)
  expect((await reserve()).kind).toBe('granted')
})

test('a bucket that was never used shows the published plan', async () => {
  expect(await findBucketLevel(database, key)).toEqual({
    tokens: 20,
    ratePerSecond: 0.0056,
    burst: 20,
    connections: 0,
  })
})

test('the bucket of the planner and the bucket in PostgreSQL grant and refuse alike, whatever is asked when', async () => {
  const step = fc.record({
    afterSeconds: fc.integer({ min: 0, max: 900 }),
    priority: fc.constantFrom<Priority>('delta', 'hint', 'backfill'),
    maxDelayMs: fc.constantFrom(0, 3000, 200_000),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 6, maxLength: 12 }), async (steps) => {
      seller += 1
      key = { ...key, sellingPartnerId: `A${seller}` }
      const plan = usagePlans.searchOrders
      let second = 0
      let bucket: TokenBucket = { ...plan, tokens: 3, filledAtMs: 0 }
      await database.admin.query(
        `INSERT INTO ordersync.quota_buckets (region, selling_partner_id, application_id, operation, rate_per_second, burst, tokens, filled_at)
         VALUES ('EU', $1, 'app', 'searchOrders', $2, $3, 3, $4)`,
        [key.sellingPartnerId, plan.ratePerSecond, plan.burst, start],
      )
      for (const { afterSeconds, priority, maxDelayMs } of steps) {
        second += afterSeconds
        await stopClockAt(second)
        const real = await reserve(maxDelayMs, priority as 'delta')
        const planned = takeToken(
          bucket,
          reservedShareOf('searchOrders', priority),
          maxDelayMs,
          second * 1000,
        )
        expect(planned.kind).toBe(real.kind)
        if (planned.kind === 'granted' && real.kind === 'granted') {
          expect(Math.abs(planned.delayMs - real.delayMs)).toBeLessThan(2)
          bucket = planned.bucket
        }
        if (planned.kind === 'exhausted' && real.kind === 'exhausted')
          expect(
            Math.abs(planned.availableAtMs - (real.availableAt.getTime() - start.getTime())),
          ).toBeLessThan(2)
      }
    }),
    { numRuns: 4 },
  )
})

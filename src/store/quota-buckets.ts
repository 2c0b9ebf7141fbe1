import {
  type Operation,
  type QuotaGovernor,
  type QuotaKey,
  refillSafety,
  reservedShareOf,
  usagePlans,
} from '../domain/quota.ts'
import type { FleetQueryable, Queryable } from './database.ts'

/** A bucket as it is now, refilled up to this moment. */
export interface QuotaBucket {
  readonly operation: Operation
  readonly tokens: number
  readonly ratePerSecond: number
  readonly burst: number
  readonly blockedUntil: Date | null
}

/**
 * The quota account of all processes: one row per bucket in PostgreSQL, taken from in one statement, so that it
 * survives restarts and no two processes spend the same token.
 */
export function createQuotaGovernor(db: Queryable): QuotaGovernor {
  return {
    reserve: async (key, priority, maxDelayMs) => {
      const plan = usagePlans[key.operation]
      for (;;) {
        const { rows } = await db.query<{ granted: boolean; delay_ms: number; available_at: Date }>(
          reserveSql,
          [...keyValues(key), reservedShareOf(key.operation, priority), maxDelayMs],
        )
        const [row] = rows
        if (row === undefined) {
          await db.query(createSql, [...keyValues(key), plan.ratePerSecond, plan.burst])
          continue
        }
        return row.granted
          ? { kind: 'granted', delayMs: Math.ceil(row.delay_ms) }
          : { kind: 'exhausted', availableAt: row.available_at }
      }
    },
    learnRate: async (key, ratePerSecond) => {
      await db.query(learnSql, [...keyValues(key), ratePerSecond])
    },
    drain: async (key, retryAfterMs) => {
      const { rows } = await db.query<{ blocked_until: Date }>(drainSql, [
        ...keyValues(key),
        retryAfterMs ?? 0,
      ])
      return rows[0]?.blocked_until ?? new Date()
    },
  }
}

/** The buckets of one selling partner and application, as they are now. */
export async function listQuotaBuckets(
  db: Queryable,
  seller: Omit<QuotaKey, 'operation'>,
): Promise<readonly QuotaBucket[]> {
  const { rows } = await db.query<{
    operation: Operation
    tokens: number
    rate_per_second: number
    burst: number
    blocked_until: Date | null
  }>(
    `SELECT operation, ${bucketLevel} AS tokens, rate_per_second, burst, blocked_until FROM ordersync.quota_buckets b
     WHERE region = $1 AND selling_partner_id = $2 AND application_id = $3 ORDER BY operation`,
    [seller.region, seller.sellingPartnerId, seller.applicationId],
  )
  return rows.map((row) => ({
    operation: row.operation,
    tokens: row.tokens,
    ratePerSecond: row.rate_per_second,
    burst: row.burst,
    blockedUntil: row.blocked_until,
  }))
}

/** One bucket as it is now and how many connections draw from it; the published plan for a bucket never used. */
export async function findBucketLevel(
  db: FleetQueryable,
  key: QuotaKey,
): Promise<{
  readonly tokens: number
  readonly ratePerSecond: number
  readonly burst: number
  readonly connections: number
}> {
  const [bucket] = (await listQuotaBuckets(db, key)).filter((found) => found.operation === key.operation)
  const { rows } = await db.query<{ connections: number }>(
    `SELECT count(*)::integer AS connections FROM ordersync.fleet_connections
     WHERE region = $1 AND selling_partner_id = $2 AND status = 'connected' AND has_refresh_token`,
    [key.region, key.sellingPartnerId],
  )
  const plan = usagePlans[key.operation]
  return {
    tokens: bucket?.tokens ?? plan.burst,
    ratePerSecond: bucket?.ratePerSecond ?? plan.ratePerSecond,
    burst: bucket?.burst ?? plan.burst,
    connections: rows[0]?.connections ?? 1,
  }
}

function keyValues(key: QuotaKey): readonly string[] {
  return [key.region, key.sellingPartnerId, key.applicationId, key.operation]
}

const ofKey = 'region = $1 AND selling_partner_id = $2 AND application_id = $3 AND operation = $4'

/** Tokens of a bucket `b` now: what was there, plus what flowed in since, up to the burst. A clock that went back adds nothing. */
export const bucketLevel = `LEAST(b.burst, b.tokens + GREATEST(0, extract(epoch FROM ordersync.now() - b.filled_at)::float8)
  * b.rate_per_second * ${refillSafety})`

/**
 * $5 share of the burst to leave untouched, $6 the longest delay in ms that may be granted.
 * `missing` is how many tokens are lacking for this call; a granted delay lets the bucket go below zero, so that
 * callers queue up behind each other instead of all waking for the same token.
 */
const reserveSql = `
WITH bucket AS MATERIALIZED (
  SELECT b.*, ${bucketLevel} AS level FROM ordersync.quota_buckets b WHERE ${ofKey} FOR UPDATE
),
offer AS MATERIALIZED (
  SELECT *,
    GREATEST(
      1000 * GREATEST(0, 1 + burst * $5::float8 - level) / (rate_per_second * ${refillSafety}),
      COALESCE(1000 * extract(epoch FROM blocked_until - ordersync.now())::float8, 0),
      0) AS delay_ms
  FROM bucket
),
taken AS (
  UPDATE ordersync.quota_buckets b SET
    tokens = offer.level - 1,
    filled_at = GREATEST(b.filled_at, ordersync.now()),
    throttled_in_a_row = CASE WHEN offer.blocked_until + make_interval(secs => 4 / offer.rate_per_second) < ordersync.now()
      THEN 0 ELSE offer.throttled_in_a_row END
  FROM offer
  WHERE offer.delay_ms <= $6::float8
    AND b.region = $1 AND b.selling_partner_id = $2 AND b.application_id = $3 AND b.operation = $4
  RETURNING 1
)
SELECT EXISTS (SELECT FROM taken) AS granted, delay_ms, ordersync.now() + make_interval(secs => delay_ms / 1000) AS available_at
FROM offer`

const createSql = `
INSERT INTO ordersync.quota_buckets (region, selling_partner_id, application_id, operation, rate_per_second, burst, tokens, filled_at)
VALUES ($1, $2, $3, $4, $5, $6, $6, ordersync.now()) ON CONFLICT DO NOTHING`

/** What flowed in so far flowed at the old rate: settle it before the new rate counts. */
const learnSql = `
UPDATE ordersync.quota_buckets b SET tokens = ${bucketLevel}, filled_at = GREATEST(b.filled_at, ordersync.now()), rate_per_second = $5
WHERE ${ofKey} AND rate_per_second <> $5`

/** $5 Retry-After in ms, or 0. Waits at least one token's time, doubling up to sixteen of them, with jitter. */
const drainSql = `
UPDATE ordersync.quota_buckets b SET
  tokens = LEAST(0, b.tokens),
  filled_at = GREATEST(b.filled_at, ordersync.now()),
  throttled_in_a_row = b.throttled_in_a_row + 1,
  blocked_until = ordersync.now() + make_interval(secs =>
    GREATEST($5::float8 / 1000, power(2, LEAST(b.throttled_in_a_row, 4)) / b.rate_per_second * (1 + 0.1 * random())))
WHERE ${ofKey}
RETURNING blocked_until`

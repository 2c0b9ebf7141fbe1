import type { Queryable } from './database.ts'

/**
 * Remembers for all processes that Amazon refused the application's secret: while it does, every call for every
 * seller would be refused, so nobody calls. Keyed by a fingerprint of the secret, so that a new secret is free.
 */
export async function recordRefusal(
  db: Queryable,
  applicationId: string,
  fingerprint: string,
  probeAfterMs: number,
): Promise<void> {
  await db.query(
    `INSERT INTO ordersync.refused_applications (application_id, secret_fingerprint, next_probe_at)
     VALUES ($1, $2, ordersync.now() + make_interval(secs => $3::float8 / 1000))
     ON CONFLICT (application_id, secret_fingerprint) DO UPDATE SET next_probe_at = excluded.next_probe_at`,
    [applicationId, fingerprint, probeAfterMs],
  )
}

/** Amazon accepted the secret: everybody may call again. */
export async function forgetRefusal(
  db: Queryable,
  applicationId: string,
  fingerprint: string,
): Promise<void> {
  await db.query(
    'DELETE FROM ordersync.refused_applications WHERE application_id = $1 AND secret_fingerprint = $2',
    [applicationId, fingerprint],
  )
}

/**
 * Whether calls may be made: `free`, `refused`, or `probe` for the one caller that finds out whether Amazon has
 * changed its mind; the next probe is `probeAfterMs` later.
 */
export async function checkApplication(
  db: Queryable,
  applicationId: string,
  fingerprint: string,
  probeAfterMs: number,
): Promise<'free' | 'refused' | 'probe'> {
  const { rows } = await db.query<{ refused: boolean; probe: boolean }>(
    `WITH probe AS (
       UPDATE ordersync.refused_applications SET next_probe_at = ordersync.now() + make_interval(secs => $3::float8 / 1000)
       WHERE application_id = $1 AND secret_fingerprint = $2 AND next_probe_at <= ordersync.now() RETURNING 1
     )
     SELECT EXISTS (SELECT FROM ordersync.refused_applications WHERE application_id = $1 AND secret_fingerprint = $2) AS refused,
       EXISTS (SELECT FROM probe) AS probe`,
    [applicationId, fingerprint, probeAfterMs],
  )
  if (rows[0]?.refused !== true) return 'free'
  return rows[0].probe ? 'probe' : 'refused'
}

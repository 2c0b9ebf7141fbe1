import type { FleetQueryable } from './database.ts'

/** Notes what Amazon said: from this instant on it refuses the application's secret. Answers whether that was news. */
export async function saveSecretExpiry(
  db: FleetQueryable,
  clientId: string,
  expiresAt: Date,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `INSERT INTO ordersync.application_notices AS n (client_id, secret_expires_at) VALUES ($1, $2)
     ON CONFLICT (client_id) DO UPDATE SET secret_expires_at = excluded.secret_expires_at, noticed_at = ordersync.now()
       WHERE n.secret_expires_at <> excluded.secret_expires_at`,
    [clientId, expiresAt],
  )
  return rowCount === 1
}

/** What is known of the application's secrets: of those that Amazon sent, when each was received and ends. */
export interface ApplicationStatus {
  /** When Amazon will refuse the secret in use, as far as it said so. */
  readonly secretExpiresAt: Date | null
  readonly received: readonly { readonly receivedAt: Date; readonly expiresAt: Date }[]
  /** Whether Amazon refuses the application now. */
  readonly refused: boolean
}

export async function findApplicationStatus(
  db: FleetQueryable,
  clientId: string,
): Promise<ApplicationStatus> {
  const { rows } = await db.query<{
    secret_expires_at: Date | null
    received: readonly { received_at: string; expires_at: string }[]
    refused: boolean
  }>(
    `SELECT (SELECT secret_expires_at FROM ordersync.application_notices WHERE client_id = $1) AS secret_expires_at,
       COALESCE((SELECT jsonb_agg(jsonb_build_object('received_at', received_at, 'expires_at', expires_at) ORDER BY secret_number DESC)
         FROM ordersync.application_secrets WHERE client_id = $1), '[]') AS received,
       EXISTS (SELECT FROM ordersync.refused_applications WHERE application_id = $1) AS refused`,
    [clientId],
  )
  const row = rows[0] as (typeof rows)[number]
  return {
    secretExpiresAt: row.secret_expires_at,
    received: row.received.map((entry) => ({
      receivedAt: new Date(entry.received_at),
      expiresAt: new Date(entry.expires_at),
    })),
    refused: row.refused,
  }
}

/** Seconds until Amazon refuses a secret of ours, as far as it said so; null when it did not. */
export async function findSecondsToSecretExpiry(db: FleetQueryable): Promise<number | null> {
  const { rows } = await db.query<{ seconds: number | null }>(
    `SELECT min(extract(epoch FROM secret_expires_at - ordersync.now()))::float8 AS seconds
     FROM ordersync.application_notices`,
  )
  return rows[0]?.seconds ?? null
}

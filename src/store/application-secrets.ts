import { createHash } from 'node:crypto'
import type { Clock } from '../runtime/clock.ts'
import type { WrapContext } from '../runtime/key-provider.ts'
import type { Log } from '../runtime/log.ts'
import { Secret } from '../runtime/secret.ts'
import type { Database } from './database.ts'
import type { Keyring } from './master-keys.ts'

/** The secrets of the application that may be valid now: those that Amazon sent us, and those that were configured. */
export interface ApplicationSecrets {
  /** The newest first. Never fails: without the database, those known so far. */
  list(): Promise<readonly Secret[]>
  /** Tells one set of secrets from another without telling the secrets. */
  fingerprint(): Promise<string>
  /**
   * Stores a secret that Amazon sent, once; every process takes it up within seconds. Answers whether it was new. Throws
   * SecretStoreUnavailable.
   */
  add(secret: Secret, expiresAt: Date): Promise<boolean>
}

/** How long a process goes on with what it read: so late it learns of a new secret, while the old one works for days. */
const cacheMs = 15_000

export function createApplicationSecrets(
  tools: { readonly db: Database; readonly keyring: Keyring; readonly clock: Clock; readonly log: Log },
  clientId: string,
  configured: readonly Secret[],
): ApplicationSecrets {
  const { db, keyring, clock, log } = tools
  const later = (ms: number): number => clock.now().getTime() + ms
  let known: { readonly secrets: readonly Secret[]; readonly until: number } = {
    secrets: configured,
    until: Number.NEGATIVE_INFINITY,
  }
  let reading: Promise<readonly Secret[]> | null = null

  async function read(): Promise<readonly Secret[]> {
    try {
      const received = await readReceived()
      known = { secrets: distinct([...received, ...configured]), until: later(cacheMs) }
    } catch (error) {
      // The configured secrets, and what was read before, may well do.
      log.warn(
        { event: 'application_secrets_unread', error },
        'the stored application secrets cannot be read',
      )
      known = { ...known, until: later(1000) }
    }
    return known.secrets
  }

  async function readReceived(): Promise<readonly Secret[]> {
    const { rows } = await db.query<{ secret_number: number; master_key_id: string; wrapped_secret: Buffer }>(
      `SELECT secret_number, master_key_id, wrapped_secret FROM ordersync.application_secrets
       WHERE client_id = $1 AND expires_at > ordersync.now() ORDER BY secret_number DESC`,
      [clientId],
    )
    const values = rows.map(async (row) => {
      const master = await keyring.find(row.master_key_id)
      const context = applicationSecretContext(clientId, row.secret_number)
      return new Secret((await master.unwrap(row.wrapped_secret, context)).toString())
    })
    return Promise.all(values)
  }

  async function list(): Promise<readonly Secret[]> {
    if (clock.now().getTime() < known.until) return known.secrets
    reading ??= read().finally(() => (reading = null))
    return reading
  }

  return {
    list,
    fingerprint: async () => {
      const values = (await list()).map((secret) => secret.reveal()).sort()
      return createHash('sha256').update(values.join('\n')).digest('hex').slice(0, 16)
    },
    add: async (secret, expiresAt) => {
      const master = await keyring.current()
      const added = await db.transaction(async (tx) => {
        await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
          `application-secrets/${clientId}`,
        ])
        const { rows } = await tx.query<{ last: number; known: boolean }>(
          `SELECT COALESCE(max(secret_number), 0) AS last, COALESCE(bool_or(secret_hash = $2), false) AS known
           FROM ordersync.application_secrets WHERE client_id = $1`,
          [clientId, hash(secret)],
        )
        const { last, known: isKnown } = rows[0] as { last: number; known: boolean }
        if (isKnown) return false
        const number = last + 1
        const wrapped = await master.wrap(
          Buffer.from(secret.reveal()),
          applicationSecretContext(clientId, number),
        )
        await tx.query(
          `INSERT INTO ordersync.application_secrets
             (client_id, secret_number, secret_hash, master_key_id, wrapped_secret, expires_at)
           VALUES ($1, $2, $3, $4, $5, $6)`,
          [clientId, number, hash(secret), master.id, wrapped, expiresAt],
        )
        // The warning was about the secret before this one.
        await tx.query('DELETE FROM ordersync.application_notices WHERE client_id = $1', [clientId])
        return true
      })
      known = { ...known, until: Number.NEGATIVE_INFINITY }
      return added
    },
  }
}

export function applicationSecretContext(clientId: string, number: number): WrapContext {
  return { table: 'application_secrets', owner: clientId, number }
}

function hash(secret: Secret): Buffer {
  return createHash('sha256').update(secret.reveal()).digest()
}

function distinct(secrets: readonly Secret[]): readonly Secret[] {
  return [...new Map(secrets.map((secret) => [secret.reveal(), secret])).values()]
}

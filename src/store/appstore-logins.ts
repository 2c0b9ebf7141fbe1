import { createHash } from 'node:crypto'
import type { Secret } from '../runtime/secret.ts'
import type { FleetQueryable } from './database.ts'

/** What Amazon's Appstore said when it sent a seller to us. */
export interface AppstoreLogin {
  readonly amazonCallbackUri: string
  readonly amazonState: string
  readonly sellingPartnerId: string
}

/** How long the seller may take to sign in here. */
const lifetimeMinutes = 15

/** Keeps what the Appstore said under the hash of `id`. Belongs to no tenant yet. */
export async function saveAppstoreLogin(db: FleetQueryable, id: Secret, login: AppstoreLogin): Promise<void> {
  await db.query('DELETE FROM ordersync.appstore_logins WHERE expires_at < ordersync.now()')
  await db.query(
    `INSERT INTO ordersync.appstore_logins (login_hash, amazon_callback_uri, amazon_state, selling_partner_id, expires_at)
     VALUES ($1, $2, $3, $4, ordersync.now() + make_interval(mins => $5))`,
    [hash(id), login.amazonCallbackUri, login.amazonState, login.sellingPartnerId, lifetimeMinutes],
  )
}

/** Uses a login up. Null: unknown, used already, or expired. */
export async function consumeAppstoreLogin(db: FleetQueryable, id: Secret): Promise<AppstoreLogin | null> {
  const { rows } = await db.query<{
    amazon_callback_uri: string
    amazon_state: string
    selling_partner_id: string
  }>(
    `DELETE FROM ordersync.appstore_logins WHERE login_hash = $1 AND expires_at > ordersync.now()
     RETURNING amazon_callback_uri, amazon_state, selling_partner_id`,
    [hash(id)],
  )
  const [row] = rows
  return row === undefined
    ? null
    : {
        amazonCallbackUri: row.amazon_callback_uri,
        amazonState: row.amazon_state,
        sellingPartnerId: row.selling_partner_id,
      }
}

function hash(value: Secret): Buffer {
  return createHash('sha256').update(value.reveal()).digest()
}

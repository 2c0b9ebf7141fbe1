import type { Queryable } from './database.ts'

export type AmazonKind = 'real' | 'simulated'

/** The database holds orders of the other Amazon. */
export class WrongAmazonError extends Error {
  override readonly name = 'WrongAmazonError'
}

/**
 * Marks the database as holding orders of the real Amazon or of a simulated one. Throws WrongAmazonError when it
 * was marked as the other before: simulated orders must never mix with a seller's.
 */
export async function claimDatabase(db: Queryable, amazon: AmazonKind): Promise<void> {
  await db.query('INSERT INTO ordersync.installation (amazon) VALUES ($1) ON CONFLICT DO NOTHING', [amazon])
  const { rows } = await db.query<{ amazon: AmazonKind }>('SELECT amazon FROM ordersync.installation')
  if (rows[0]?.amazon === amazon) return
  throw new WrongAmazonError(
    amazon === 'real'
      ? 'This database holds orders of a simulated Amazon. Set DATABASE_URL to another database for real orders.'
      : 'This database holds orders of the real Amazon. Set DATABASE_URL to another database, or set AMAZON_CLIENT_ID and AMAZON_CLIENT_SECRET to go on with it.',
  )
}

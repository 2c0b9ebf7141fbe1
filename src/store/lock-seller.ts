import type { Region } from '../domain/region.ts'
import type { Queryable } from './database.ts'

/**
 * Until this transaction ends, nobody else connects this selling partner: whoever looks whether another tenant has
 * it, and then connects it, does both under this lock.
 */
export async function lockSeller(tx: Queryable, region: Region, sellingPartnerId: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `seller/${region}/${sellingPartnerId}`,
  ])
}

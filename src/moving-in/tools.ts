import type { Random } from '../runtime/random.ts'
import type { Database } from '../store/database.ts'
import type { Vault } from '../store/vault.ts'

/** What an import works with. */
export interface MoveInTools {
  readonly db: Database
  readonly vault: Vault
  readonly random: Random
  readonly now: Date
  /** Hears how many orders were read so far. */
  progress(orders: number): void
}

export interface MoveInOptions {
  /** Null: all tenants. */
  readonly tenantId: string | null
  /** Says what would be done, and does nothing. */
  readonly dryRun: boolean
  readonly allowSharedSeller: boolean
  /** Takes over what somebody has erased or removed here since. */
  readonly allowRemoved: boolean
}

import type { SellerAccount } from '../amazon/account.ts'
import type { AmazonClient } from '../amazon/amazon-client.ts'
import type { NoticeQueue } from '../amazon/notice-queue.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Log } from '../runtime/log.ts'
import type { Metrics } from '../runtime/metrics.ts'
import type { Random } from '../runtime/random.ts'
import type { Tracer } from '../runtime/tracer.ts'
import type { ApplicationSecrets } from '../store/application-secrets.ts'
import type { Connection } from '../store/connections.ts'
import type { Database } from '../store/database.ts'
import type { LockSession } from '../store/lock-session.ts'
import type { RunOutcome } from '../store/run-lifecycle.ts'
import type { RunHandle, SyncState } from '../store/sync-states.ts'
import type { TenantKeys } from '../store/tenant-keys.ts'
import type { Vault } from '../store/vault.ts'

/** What every lane of this process works with. */
export interface SyncEngine {
  readonly db: Database
  readonly locks: LockSession
  readonly amazon: AmazonClient
  readonly vault: Vault
  /** The keys behind the vault, for their rotation. */
  readonly tenantKeys: TenantKeys
  /** The secrets that Amazon may know us by. */
  readonly applicationSecrets: ApplicationSecrets
  /** Where Amazon tells about those; null: nobody listens. */
  readonly noticeQueue: NoticeQueue | null
  readonly clock: Clock
  readonly random: Random
  readonly log: Log
  readonly metrics: Metrics
  readonly tracer: Tracer
  readonly settings: SyncSettings
}

export interface SyncSettings {
  /** The application whose quotas are used: its LWA client id. */
  readonly applicationId: string
  /** How far back a connection without watermark begins. */
  readonly initialSyncDays: number
  /** The shortest time between two calls of one run. */
  readonly minIntervalMs: number
  /** How much history a new connection fetches by itself; 0 for none until somebody asks. */
  readonly initialBackfillDays: number
}

/** One run of a lane: its row, what the lane remembers, whom to ask, and when to stop. */
export interface LaneRun {
  readonly run: RunHandle
  readonly state: SyncState
  readonly connection: Connection
  readonly account: SellerAccount
  readonly signal: AbortSignal
}

/** What a lane says when it ends without an error. */
export type LaneResult = Pick<RunOutcome, 'reasonCode' | 'message' | 'complete' | 'nextDue' | 'idle'> & {
  readonly status: 'success' | 'skipped' | 'failed'
}

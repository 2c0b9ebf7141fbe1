/**
 * Reading stored documents again. The API knows nothing of Amazon's documents; whoever puts it together hands it the
 * engine's functions (`src/sync/replay-mapping.ts`, `src/sync/replay-quarantine.ts`).
 */
export interface Replay {
  mapping(tenantId: string, after: string | null, limit: number): Promise<ReplayedOrders>
  /** Null when there is no such piece. */
  quarantined(tenantId: string, quarantineId: string): Promise<ReplayedPiece | null>
}

export interface ReplayedOrders {
  readonly read: number
  readonly rewritten: number
  readonly changed: number
  readonly unreadable: number
  readonly next: string | null
}

export type ReplayedPiece =
  | { readonly outcome: 'stored'; readonly externalOrderId: string }
  | { readonly outcome: 'unreadable'; readonly reason: string }

/**
 * One kind of work on a connection: `delta` follows what changes, `import` fetches single orders that somebody asks
 * for, `backfill` fetches history, `detail` completes orders that history brought in outline. Each lane of a connection
 * runs at most once at a time, over all processes.
 */
export const lanes = ['delta', 'import', 'backfill', 'detail'] as const

export type Lane = (typeof lanes)[number]

/** What started a run. */
export type RunTrigger = 'schedule' | 'manual' | 'global'

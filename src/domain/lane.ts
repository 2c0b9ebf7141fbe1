/** One kind of work on a connection. Each lane of a connection runs at most once at a time, over all processes. */
export const lanes = ['delta'] as const

export type Lane = (typeof lanes)[number]

/** What started a run. */
export type RunTrigger = 'schedule' | 'manual' | 'global'

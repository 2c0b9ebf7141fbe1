import type { FleetQueryable } from './database.ts'

/** Figures over all tenants by what tells them apart, for metrics: as many for one tenant as for a million. */
export interface LabelledFigures {
  /** How far the stored orders of connections are behind Amazon, in seconds, by quantile. */
  readonly lagSeconds: ByLabel
  /** By lane: the age of the oldest work whose time has come and that no job stands for. */
  readonly oldestDueSeconds: ByLabel
  /** Connections that should sync and had no success for an hour, by the reason code of their last run, `none` before one. */
  readonly withoutSuccess: ByLabel
  /** Those that are under way, by status. */
  readonly backfills: ByLabel
  /** Windows of those, by state. */
  readonly backfillWindows: ByLabel
  /** Since the backfill that has moved least lately last read something, of connections that had a success within the hour. */
  readonly backfillWithoutProgressSeconds: number
  /** Age of the oldest change that an active webhook has not taken from the feed. */
  readonly webhookLagSeconds: number
  /** Changes in all feeds together, ever. */
  readonly feedChanges: number
}

export type ByLabel = Readonly<Record<string, number>>

export async function readLabelledFigures(db: FleetQueryable): Promise<LabelledFigures> {
  const { rows } = await db.query<{ figure: string; label: string; value: number }>(
    'SELECT figure, label, value FROM ordersync.fleet_labelled_figures',
  )
  const by = (figure: string): ByLabel =>
    Object.fromEntries(rows.filter((row) => row.figure === figure).map((row) => [row.label, row.value]))
  const one = (figure: string): number => by(figure)[''] ?? 0
  return {
    lagSeconds: by('lag_seconds'),
    oldestDueSeconds: by('oldest_due_seconds'),
    withoutSuccess: by('without_success'),
    backfills: by('backfills'),
    backfillWindows: by('backfill_windows'),
    backfillWithoutProgressSeconds: one('backfill_without_progress_seconds'),
    webhookLagSeconds: one('webhook_lag_seconds'),
    feedChanges: one('feed_changes'),
  }
}

/**
 * The engine in a process of its own that somebody may kill at any moment: it runs the lanes that its parent names, one
 * at a time, and answers what became of each. Its only argument is a `LaneProcessOptions` as JSON.
 */

import { runLane } from '../src/sync/run-lane.ts'
import { createJourneyEngine, movedClock } from '../test/open-journey.ts'
import type { LaneProcessOptions, LaneTask } from './killable-engine.ts'

const { databaseUrl, amazonUrl, initialBackfillDays } = JSON.parse(
  process.argv[2] ?? '',
) as LaneProcessOptions
const time = { offsetMs: 0 }
const { engine } = createJourneyEngine(
  { initialSyncDays: 1, initialBackfillDays },
  databaseUrl,
  { url: amazonUrl },
  movedClock(time),
)

process.on('message', ({ lane, offsetMs }: LaneTask) => {
  time.offsetMs = offsetMs
  void runLane(engine, lane, 'schedule', new AbortController().signal).then(({ kind }) =>
    process.send?.(kind),
  )
})
process.on('disconnect', () => process.exit())
process.send?.('ready')

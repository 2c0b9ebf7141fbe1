import { expect, test } from 'vitest'
import { judgeLife } from './worker-health.ts'

const minute = 60_000

test.each([
  ['just started', { tickMs: 0, queueMs: 0 }, true],
  [
    'a database that is down: each tick fails, and each asking for jobs',
    { tickMs: minute, queueMs: minute },
    true,
  ],
  ['all places taken by long runs', { tickMs: 1000, queueMs: 10 * minute }, true],
  ['a tick that waits for something that does not come', { tickMs: 3 * minute, queueMs: 1000 }, false],
  ['a queue that nobody asks for jobs any more', { tickMs: 1000, queueMs: 16 * minute }, false],
])('%s', (_name, silence, alive) => {
  expect(judgeLife(silence)).toMatchObject({ ok: alive, details: { alive } })
})

import { expect, test } from 'vitest'
import { ApiProblem, Unreachable } from '../api/problem.ts'
import { followSync, type SyncOutcome } from './follow-sync.ts'

const done: SyncOutcome = { success: true, ordersProcessed: 3, reasonCode: 'SUCCESS', message: 'Synced.' }

/** Answers what it is given, one after the other, the last one for ever. */
async function follow(answers: readonly (SyncOutcome | Error | null)[], giveUpMs = 60_000) {
  const slept: number[] = []
  let asked = 0
  const outcome = await followSync({
    read: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)] ?? null
      if (answer instanceof Error) throw answer
      return answer
    },
    pollMs: 700,
    giveUpMs,
    sleep: async (ms) => void slept.push(ms),
  })
  return { outcome, slept, asked }
}

test('a question that failed is asked again while the sync goes on, as late as the server wishes', async () => {
  const busy = new ApiProblem(429, { code: 'too_many_requests' }, '8')
  const { outcome, slept } = await follow([null, busy, new Unreachable('gone'), null, done])
  expect(outcome).toBe(done)
  expect(slept[2]).toBeGreaterThanOrEqual(6000)
  expect(slept[4]).toBe(700)
})

test('a refusal ends it, and so does patience', async () => {
  await expect(follow([new ApiProblem(404, { code: 'run_not_found' }, null)])).rejects.toThrow(ApiProblem)
  const { outcome, asked } = await follow([null], 7000)
  expect([outcome, asked]).toEqual([null, 10])
})

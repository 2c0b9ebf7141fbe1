import { expect, test } from 'vitest'
import { ApiProblem, Unreachable } from '../api/problem.ts'
import { actOnAll } from './act-on-all.ts'

const ids = Array.from({ length: 20 }, (_, index) => `tenant-${index}`)

async function run(
  act: (tenantId: string) => Promise<'done' | 'nothing'>,
  signal = new AbortController().signal,
) {
  const [slept, progress]: [number[], number[]] = [[], []]
  const tally = await actOnAll({
    tenantIds: ids,
    act,
    signal,
    sleep: async (ms) => void slept.push(ms),
    onProgress: (dealtWith) => progress.push(dealtWith),
  })
  return { tally, slept, progress }
}

test('a server that has had enough is asked again as late as it wishes, and nobody is lost', async () => {
  const tried = new Map<string, number>()
  const { tally, slept, progress } = await run(async (id) => {
    tried.set(id, (tried.get(id) ?? 0) + 1)
    if (tried.get(id) === 1) throw new ApiProblem(429, { code: 'too_many_requests' }, '9')
    if (tried.get(id) === 2) throw new Unreachable('gone')
    return 'done'
  })
  expect(tally).toEqual({ done: 20, nothing: 0, failures: [], left: 0 })
  expect(slept).toHaveLength(40)
  expect(slept.filter((ms) => ms >= 6750)).toHaveLength(20)
  expect(progress.at(-1)).toBe(20)
})

test('what was done, what was so already, and what cannot be done are told apart', async () => {
  const refused = new ApiProblem(409, { code: 'not_connected' }, null)
  const broken = new ApiProblem(503, { code: 'database_unavailable' }, null)
  const { tally } = await run(async (id) => {
    if (id === 'tenant-3') throw refused
    if (id === 'tenant-4') throw broken
    return id.endsWith('5') ? 'nothing' : 'done'
  })
  expect(tally).toMatchObject({ done: 16, nothing: 2, left: 0 })
  expect(tally.failures).toHaveLength(2)
  expect(tally.failures).toContainEqual({ tenantId: 'tenant-3', error: refused })
  expect(tally.failures).toContainEqual({ tenantId: 'tenant-4', error: broken })
})

test('stopped in the middle, what was begun is finished and the rest is counted', async () => {
  const stop = new AbortController()
  const { tally } = await run(async (id) => {
    if (id === 'tenant-7') stop.abort()
    return 'done'
  }, stop.signal)
  expect(tally.left).toBeGreaterThan(8)
  expect(tally.done + tally.left).toBe(20)
})

test('a session that ends is waited for, and what was left goes on', async () => {
  const ended = new ApiProblem(401, { code: 'unauthenticated' }, null)
  let refused = 0
  const { tally, slept } = await run(async (id) => {
    if (id === 'tenant-9' && refused < 30) {
      refused += 1
      throw ended
    }
    return 'done'
  })
  expect(tally).toEqual({ done: 20, nothing: 0, failures: [], left: 0 })
  expect(slept).toHaveLength(30)

  const stop = new AbortController()
  const stopped = await run(async (id) => {
    if (Number(id.slice(7)) < 9) return 'done'
    stop.abort()
    throw ended
  }, stop.signal)
  expect(stopped.tally).toEqual({ done: 9, nothing: 0, failures: [], left: 11 })
})

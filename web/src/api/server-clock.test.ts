import { afterEach, expect, test, vi } from 'vitest'
import { ask } from './client.ts'
import { serverNow } from './server-clock.ts'

afterEach(() => vi.useRealTimers())

test("the server's time is known from its answers, good or bad, however wrong this clock is", async () => {
  vi.useFakeTimers({ now: Date.parse('2026-11-21T18:50:00Z') })
  const answer = (date: string, status = 200) =>
    ask(Promise.resolve({ data: null, response: new Response(null, { status, headers: { date } }) }))
  await answer('Sat, 21 Nov 2026 19:00:00 GMT')
  expect(new Date(serverNow()).toISOString()).toBe('2026-11-21T19:00:00.999Z')
  vi.advanceTimersByTime(60_000)
  expect(new Date(serverNow()).toISOString()).toBe('2026-11-21T19:01:00.999Z')
  await answer('Sat, 21 Nov 2026 19:01:01 GMT', 503).catch(() => {})
  await answer('no date')
  expect(new Date(serverNow()).toISOString()).toBe('2026-11-21T19:01:01.999Z')
})

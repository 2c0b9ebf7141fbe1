import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestApi, type TestApi } from '../api/testing/test-api.ts'
import type { BackfillStatus } from '../domain/backfill-progress.ts'
import { countBackfillOrders, listBackfills, moveBackfill } from '../store/backfills.ts'
import { recordCoverage } from '../store/coverage.ts'
import { main } from './main.ts'
import { createProgressBar, describeSeconds, drawBar } from './progress-bar.ts'

let api: TestApi
let url: string
beforeAll(async () => {
  api = await createTestApi()
  url = await api.app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => api.close())

async function backfill(args: string, isTerminal = false) {
  let output = ''
  let errors = ''
  const status = await main(
    ['node', 'ordersync', 'backfill', ...args.split(' ')],
    { ORDERSYNC_URL: url, ORDERSYNC_API_KEY: api.operator },
    {
      isTerminal,
      write: (text) => {
        output += text
      },
      writeError: (text) => {
        errors += text
      },
    },
  )
  return { status, output, errors, json: () => JSON.parse(output) }
}

async function connected(tenantId: string): Promise<void> {
  await api.makeTenant(tenantId)
  await api.connect(tenantId)
}

/** Waits until a backfill is under way, and ends it like this. */
async function end(tenantId: string, to: BackfillStatus): Promise<void> {
  const find = async () => (await listBackfills(api.db.of(tenantId), null))[0]
  await expect.poll(async () => (await find())?.status).toBe('in_progress')
  const found = await find()
  if (found === undefined) throw new Error('there is no backfill')
  await countBackfillOrders(api.db.of(tenantId), found.backfillId, 42)
  if (to === 'success')
    await recordCoverage(api.db.of(tenantId), found.connectionId, found.range, 'full', 'search')
  await moveBackfill(api.db.of(tenantId), found.backfillId, ['in_progress'], to)
}

test('run, status, pause, resume and cancel do what they say, and the exit status tells whether they did', async () => {
  await connected('acme')
  expect(await backfill('status --tenant acme')).toMatchObject({
    status: 0,
    output: expect.stringContaining('no backfill yet'),
  })
  const started = await backfill('run --tenant acme --days 30 --json')
  expect(started.status).toBe(0)
  expect(started.json()).toMatchObject({ tenantId: 'acme', days: 30, status: 'in_progress' })
  expect(await backfill('run --tenant acme')).toMatchObject({
    status: 1,
    errors: expect.stringContaining('already_running'),
  })
  expect(await backfill('resume --tenant acme')).toMatchObject({
    status: 1,
    errors: expect.stringContaining('in_progress'),
  })
  expect(await backfill('pause --tenant acme')).toMatchObject({
    status: 0,
    output: 'acme: The backfill is paused.\n',
  })
  expect((await backfill('status --tenant acme')).output).toContain('paused')
  expect((await backfill('resume --tenant acme')).status).toBe(0)
  expect((await backfill('cancel --tenant acme --json')).json()).toMatchObject({ status: 'cancelled' })
  expect((await backfill('cancel --tenant acme')).status).toBe(1)
  expect((await backfill('status --tenant acme --json')).json()).toMatchObject({
    tenantId: 'acme',
    initialBackfillStatus: null,
    progress: { state: 'cancelled' },
  })
})

test('for all: what nobody ever fetched is started, what somebody cancelled is left alone, and twice starts nothing', async () => {
  for (const tenantId of ['new', 'done', 'given-up']) await connected(tenantId)
  await api.makeTenant('alone')
  await backfill('run --tenant done --days 30')
  await end('done', 'success')
  await backfill('run --tenant given-up')
  await backfill('cancel --tenant given-up')
  const all = await backfill('run --all --json')
  expect(all.status).toBe(0)
  const { summary, results, days } = all.json()
  expect(days).toBe(365)
  expect(results).toContainEqual(expect.objectContaining({ tenantId: 'new', status: 'started' }))
  expect(results).toContainEqual(expect.objectContaining({ tenantId: 'given-up', status: 'skipped' }))
  expect(results.map((entry: { tenantId: string }) => entry.tenantId)).not.toContain('done')
  expect(summary).toMatchObject({ started: 1, failed: 0 })

  const again = await backfill('run --all')
  expect(again).toMatchObject({ status: 0, output: expect.stringContaining('0 started') })
  // Only who says for how long asks for more than there is.
  expect((await backfill('run --all --days 60 --json')).json().results).toContainEqual(
    expect.objectContaining({ tenantId: 'done', status: 'started' }),
  )
  for (const args of ['run --all --tenant acme', 'run --all --wait', 'run --all --connection con_1'])
    expect((await backfill(args)).status, args).toBe(2)
})

test('what makes no sense is refused: here with exit status 2, by the server with 1', async () => {
  expect((await backfill('run')).status).toBe(2)
  expect((await backfill('run --tenant acme --days abc')).status).toBe(2)
  expect((await backfill('run --tenant acme --days 1.5')).status).toBe(2)
  expect(await backfill('run --tenant acme --days 731')).toMatchObject({
    status: 1,
    errors: expect.stringContaining('days'),
  })
  expect((await backfill('run --tenant nobody')).status).toBe(1)
})

test.each([
  ['success', 0],
  ['paused', 1],
  ['cancelled', 1],
] as const)('with --wait, one that ends as %s has exit status %i', async (ending, status) => {
  const tenantId = `waits-${ending}`
  await connected(tenantId)
  const waiting = backfill(`run --tenant ${tenantId} --wait --json`)
  await end(tenantId, ending)
  const answer = await waiting
  expect(answer.status).toBe(status)
  expect(answer.json()).toMatchObject({ tenantId, progress: { state: ending, ordersStored: 42 } })
  // Plain lines, each a line of its own, as a log wants them.
  expect(answer.errors).toContain(`${ending}\n`)
  expect(answer.errors).not.toContain('\r')
})

test('on a terminal --watch draws one line that is rewritten, and leaves the last one', async () => {
  await connected('watched')
  await backfill('run --tenant watched')
  const watching = backfill('status --tenant watched --watch', true)
  await end('watched', 'success')
  const { status, errors, output } = await watching
  expect(status).toBe(0)
  expect(errors).toMatch(/^\rwatched {2}\[█*░*\]/)
  expect(errors).toMatch(/\[█{24}\] 100\.0 %.*42 orders.*\n$/)
  expect(errors.match(/\n/g)).toHaveLength(1)
  expect(output).toContain('0 orders are stored')
})

test('nothing is missing any more: that is done, and said so', async () => {
  await connected('full')
  await backfill('run --tenant full')
  await end('full', 'success')
  expect(await backfill('run --tenant full --wait')).toMatchObject({
    status: 0,
    output: expect.stringContaining('Nothing is missing'),
  })
})

test('a line that says the same again is not written again', () => {
  const lines: string[] = []
  const bar = createProgressBar({ isTerminal: false, writeError: (line) => lines.push(line) })
  for (const line of ['a', 'a', 'b']) bar.show(line)
  bar.end()
  expect(lines).toEqual(['a\n', 'b\n'])
})

test.each([
  [0, '0 s'],
  [89, '89 s'],
  [90, '2 min'],
  [5399, '1 h 30 min'],
  [12_000, '3 h 20 min'],
])('%i seconds are told as %s', (seconds, text) => {
  expect(describeSeconds(seconds)).toBe(text)
})

test('an unknown share is an empty bar', () => {
  expect(drawBar(null)).toBe(`[${'░'.repeat(24)}]     – %`)
})

import { expect, test } from 'vitest'
import { main } from './main.ts'

async function run(args: string) {
  let output = ''
  let errors = ''
  const status = await main(
    ['node', 'ordersync', 'capacity', ...args.split(' ')],
    {},
    {
      write: (text) => {
        output += text
      },
      writeError: (text) => {
        errors += text
      },
    },
  )
  return { status, output, errors }
}

test('a fleet is planned: fresh within Amazon’s two minutes and the poll, without a 429, the same for the same seed', async () => {
  const first = await run('--tenants 200 --orders-per-day 2 --seed a --json')
  expect(first.status).toBe(0)
  const plan = JSON.parse(first.output)
  // 130 s is as new as Amazon allows; a poll comes every 178.6 s, or 223.2 s while its bucket recovers.
  expect(plan.freshnessSeconds.p50).toBeGreaterThan(130 + 178.6 / 2)
  expect(plan.freshnessSeconds.p90).toBeLessThan(130 + 223.2 + 60)
  expect(plan.callsPerDay / 200).toBeGreaterThan(400)
  expect(plan.callsPerDay / 200).toBeLessThan(490)
  expect(plan.throttledPerDay).toBe(0)
  expect(plan.sample.map(({ sellers }: { sellers: number }) => sellers)).toEqual([2, 18, 180])
  expect((await run('--tenants 200 --orders-per-day 2 --seed a --json')).output).toBe(first.output)
  expect((await run('--tenants 200 --orders-per-day 2 --seed b --json')).output).not.toBe(first.output)
})

test('a seller with more changes than its quota can read falls behind, and the plan says so', async () => {
  const { output } = await run('--tenants 1 --orders-per-day 10000 --json')
  const plan = JSON.parse(output)
  expect(plan.sample).toMatchObject([{ name: 'small', ordersPerDay: expect.closeTo(3571.4, 1) }])
  expect(plan.freshnessSeconds.max).toBeGreaterThan(plan.freshnessSeconds.p50)
})

test('the largest fleet that may be asked for is planned', async () => {
  const { status, output } = await run('--tenants 1000000 --orders-per-day 5 --json')
  expect(status).toBe(0)
  const plan = JSON.parse(output)
  expect(plan.throttledPerDay).toBe(0)
  const sellers = plan.sample.map((kind: { readonly sellers: number }) => kind.sellers)
  expect(sellers.reduce((sum: number, count: number) => sum + count, 0)).toBe(1_000_000)
  expect(plan.workers).toBeGreaterThan(10)
})

test.each([
  ['--tenants 0', '--tenants must be a whole number from 1 to 1000000; it is "0".'],
  ['--tenants -5', '--tenants must be a whole number from 1 to 1000000; it is "-5".'],
  ['--tenants abc', '--tenants must be a whole number from 1 to 1000000; it is "abc".'],
  ['--tenants 1.5', '--tenants must be a whole number from 1 to 1000000; it is "1.5".'],
  ['--tenants 2000000', '--tenants must be a whole number from 1 to 1000000; it is "2000000".'],
  ['--tenants 5 --orders-per-day 0', '--orders-per-day must be a number from 0.01 to 10000; it is "0".'],
  ['--tenants 5 --keep-days 9999', '--keep-days must be a whole number from 1 to 3650; it is "9999".'],
  ['--tenants 5 --sellers 3', "unknown option '--sellers'"],
  ['--orders-per-day 5', "required option '--tenants <count>' not specified"],
])('capacity %s is refused in one sentence', async (args, sentence) => {
  const { status, output, errors } = await run(args)
  expect({ status, output }).toEqual({ status: 2, output: '' })
  expect(errors).toContain(sentence)
})

import { fork } from 'node:child_process'
import { once } from 'node:events'
import { availableParallelism, loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { openAdministrator } from '../test/administrator.ts'
import { openBrowser } from '../test/browser/harness/open-browser.ts'
import { buildDashboardIfStale } from '../web/scripts/build-dashboard.ts'
import { type Benchmark, type BenchmarkResult, median, round } from './benchmark.ts'
import { addTenants } from './dashboard-fleet.ts'
import {
  barePage,
  endTour,
  forget,
  type LongFrame,
  type Measured,
  read,
  scroll,
  showBareRows,
  slowDown,
  watch,
} from './dashboard-probes.ts'
import { withTemporaryDatabase } from './temporary-database.ts'

const productFile = fileURLToPath(new URL('dashboard-product.ts', import.meta.url))
const tenants = 10_000
const slower = 4
const turns = 7
const untouchedMs = 4000
/** By then a browser has told what a page changed by itself (web/src/rendered/browser-state.ts). */
const toldMs = 1500
/** 0.1 is what the Core Web Vitals call good. Source: https://web.dev/articles/cls */
const goals = { lcpMs: 1500, moved: 0.1, keyMs: 50, longFrameMs: 50 }

/** A page that somebody opens first. With the tour over, nothing on it is larger than what the page is there for. */
interface First {
  readonly name: string
  readonly path: string
  readonly isTourOver: boolean
}

const first: readonly First[] = [
  { name: 'sign-in', path: '/sign-in', isTourOver: false },
  ...[false, true].flatMap((isTourOver) =>
    Object.entries({ orders: '/orders?tenantId=shop', fleet: '/fleet', tenant: '/tenants/shop' }).map(
      ([name, path]) => ({ name: isTourOver ? `${name}, tour over` : name, path, isTourOver }),
    ),
  ),
]

/** How long people wait for the dashboard, in a real Chromium in front of the running product. */
export const dashboard: Benchmark = (progress, signal) =>
  withTemporaryDatabase(
    async (connectionString) => {
      await buildDashboardIfStale()
      const admin = openAdministrator(connectionString)
      const { product, stop } = await startProduct(connectionString)
      const browser = await openBrowser()
      try {
        progress('A page that does nothing.')
        const bare = await measureBare({ product, browser })
        progress('First loads.')
        const loads = await measureLoads({ product, browser }, signal)
        progress('Typing into the search of orders.')
        const keysOfOrders = await type({ product, browser }, '/orders?tenantId=shop')
        progress(`${tenants} tenants.`)
        await addTenants(admin, tenants)
        const fleetRows = await measureLoad({ product, browser }, { path: '/fleet', isTourOver: true })
        const keysOfFleet = await type({ product, browser }, '/fleet')
        const frames = await scrollFleet({ product, browser })
        const bareFrames = await scrollBareRows({ product, browser })
        const { rows } = await admin.query<{ version: string }>(
          `SELECT current_setting('server_version') AS version`,
        )
        const postgres = rows[0]?.version ?? 'unknown'
        return report({ postgres, bare, loads, fleetRows, keysOfOrders, keysOfFleet, frames, bareFrames })
      } finally {
        await browser.close()
        await stop()
        await admin.close()
      }
    },
    ['fsync=off'],
  )

/** Where the product is, and a key of its operator. */
export interface MeasuredProduct {
  readonly url: string
  readonly key: string
}

interface Stage {
  readonly product: MeasuredProduct
  readonly browser: Browser
}

/** A page of a browser that was never here. */
async function visit({ product, browser }: Stage): Promise<Page> {
  const viewport = { width: 1440, height: 900 }
  const context = await browser.newContext({ baseURL: product.url, locale: 'en-GB', viewport })
  const page = await context.newPage()
  await watch(page)
  return page
}

/**
 * A page of a browser in which somebody has signed in, as people do: on the page for it, where the browser has told the server
 * how it shows pages. None of the pages behind it was opened but the first.
 */
async function visitSignedIn(stage: Stage, isTourOver: boolean): Promise<Page> {
  const first = await visit(stage)
  if (isTourOver) await endTour(first)
  await first.goto('/sign-in?from=%2Fconnect')
  await first.getByLabel('API key').fill(stage.product.key)
  await first.keyboard.press('Enter')
  await first.getByRole('heading', { level: 1, name: 'Connect Amazon' }).waitFor()
  await first.waitForTimeout(toldMs)
  const page = await first.context().newPage()
  await first.close()
  await watch(page)
  if (isTourOver) await endTour(page)
  return page
}

async function measureLoad(
  stage: Stage,
  { path, isTourOver }: Pick<First, 'path' | 'isTourOver'>,
): Promise<Measured> {
  const page = path === '/sign-in' ? await visit(stage) : await visitSignedIn(stage, isTourOver)
  await slowDown(page, slower)
  await page.goto(path)
  // Nothing is asked of the page while it loads: looking for something in it is work for the same slow processor. What comes
  // late and is larger would count: it is waited for.
  await page.waitForTimeout(untouchedMs)
  const hasRows = /^\/(orders|fleet)/.test(path)
  if (hasRows) await page.locator('[data-row-link]').first().waitFor()
  const measured = await read(page)
  await page.context().close()
  return measured
}

type Loads = Readonly<Record<string, readonly Measured[]>>

async function measureLoads(stage: Stage, signal: AbortSignal): Promise<Loads> {
  const loads: Record<string, Measured[]> = {}
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const page of first) {
      signal.throwIfAborted()
      const { name } = page
      const measured = await measureLoad(stage, page)
      // The browser keeps nothing; the server has answered before, as one does that was not started this second.
      if (turn > 0) loads[name] = [...(loads[name] ?? []), measured]
    }
  }
  return loads
}

/**
 * What this browser on this machine needs for a page that does nothing, without a script: a paragraph, a field and fifty rows,
 * first as slow as the pages are loaded, then at full speed with somebody typing.
 */
async function measureBare(
  stage: Stage,
): Promise<{ readonly lcp: number; readonly keys: readonly number[] }> {
  const lcps: number[] = []
  for (let turn = 0; turn < turns; turn += 1) {
    const page = await visitBare(stage)
    await slowDown(page, slower)
    await page.goto('/bare')
    await page.waitForTimeout(1000)
    lcps.push((await read(page)).lcp)
    await page.context().close()
  }
  const page = await visitBare(stage)
  await page.goto('/bare')
  return { lcp: median(lcps), keys: await typeInto(page) }
}

async function visitBare(stage: Stage): Promise<Page> {
  const page = await visit(stage)
  await page.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: barePage(50) }))
  return page
}

/** Types into the search of a list. Answers how long each key took that took 16 ms or more. */
async function type(stage: Stage, path: string): Promise<readonly number[]> {
  const page = await visitSignedIn(stage, true)
  await page.goto(path)
  await page.locator('[data-row-link]').first().waitFor()
  return typeInto(page)
}

async function typeInto(page: Page): Promise<readonly number[]> {
  await page.waitForTimeout(1000)
  await forget(page)
  await page.getByRole('searchbox').click()
  await page.keyboard.type('seller 12 of many', { delay: 90 })
  for (let key = 0; key < 17; key += 1) await page.keyboard.press('Backspace', { delay: 60 })
  await page.waitForTimeout(500)
  const { events } = await read(page)
  await page.context().close()
  return events
}

async function scrollFleet(stage: Stage): Promise<readonly LongFrame[]> {
  const page = await visitSignedIn(stage, true)
  await page.goto('/fleet')
  await page.locator('[data-row-link]').first().waitFor()
  return scrollUpAndDown(page)
}

async function scrollBareRows(stage: Stage): Promise<readonly LongFrame[]> {
  const page = await visit(stage)
  await page.goto('/sign-in')
  await showBareRows(page, tenants)
  return scrollUpAndDown(page)
}

async function scrollUpAndDown(page: Page): Promise<readonly LongFrame[]> {
  await page.waitForTimeout(3000)
  await forget(page)
  await scroll(page, 200, 700)
  await scroll(page, 100, -1200)
  const { longFrames } = await read(page)
  await page.context().close()
  return longFrames
}

/** The product in a process of its own, when it has orders to show. */
async function startProduct(
  connectionString: string,
): Promise<{ readonly product: MeasuredProduct; readonly stop: () => Promise<void> }> {
  const child = fork(productFile, [connectionString])
  const ended = once(child, 'exit')
  const first = await Promise.race([once(child, 'message'), ended.then(() => null)])
  if (first === null) throw new Error('The product ended before it had an order to show.')
  const stop = async () => {
    child.disconnect()
    await ended
  }
  return { product: first[0] as MeasuredProduct, stop }
}

interface Found {
  readonly postgres: string
  readonly bare: Awaited<ReturnType<typeof measureBare>>
  readonly loads: Loads
  readonly fleetRows: Measured
  readonly keysOfOrders: readonly number[]
  readonly keysOfFleet: readonly number[]
  readonly frames: readonly LongFrame[]
  /** Of the same rows in a page that does nothing. */
  readonly bareFrames: readonly LongFrame[]
}

const worst = (values: readonly number[]): number => Math.max(0, ...values)

function report({
  postgres,
  bare,
  loads,
  fleetRows,
  keysOfOrders,
  keysOfFleet,
  frames,
  bareFrames,
}: Found): BenchmarkResult {
  const lcpOf = (measured: readonly Measured[]): number => median(measured.map(({ lcp }) => lcp))
  const rowsOf = (measured: readonly Measured[]): number => median(measured.map(({ rows }) => rows))
  const lines = Object.entries(loads).map(([name, measured]) => ({
    name,
    lcp: round(lcpOf(measured)),
    rows: round(rowsOf(measured)),
    moved: round(median(measured.map(({ moved }) => moved)), 3),
    blocked: round(median(measured.map(({ blocked }) => blocked))),
  }))
  const blocked = frames.map(({ blocked }) => blocked).filter((ms) => ms > 0)
  const longest = (of: readonly LongFrame[]): number => round(worst(of.map(({ duration }) => duration)))
  const keys = [
    ['search of orders', worst(keysOfOrders)],
    [`search of ${tenants} tenants`, worst(keysOfFleet)],
  ] as const
  return {
    postgres,
    ratios: {
      slowestLcpAgainstGoal: round(worst(lines.map(({ lcp }) => lcp)) / goals.lcpMs, 2),
      slowestKeyAgainstGoal: round(worst(keys.map(([, ms]) => ms)) / goals.keyMs, 2),
      slowestLcpAgainstBarePage: round(worst(lines.map(({ lcp }) => lcp)) / bare.lcp, 2),
    },
    figures: {
      'page that does nothing LCP ms': round(bare.lcp),
      'slowest key, page that does nothing, ms': round(worst(bare.keys)),
      ...Object.fromEntries(
        lines.flatMap(({ name, lcp, rows, moved, blocked }) => [
          [`${name} LCP ms`, lcp],
          [`${name} rows ms`, rows],
          [`${name} CLS`, moved],
          [`${name} TBT ms`, blocked],
        ]),
      ),
      fleetOf10000RowsMs: round(fleetRows.rows),
      ...Object.fromEntries(keys.map(([name, ms]) => [`slowest key, ${name}, ms`, round(ms)])),
      blockedFrames: blocked.length,
      longestBlockedMs: round(worst(blocked)),
      longFrames: frames.length,
      longestFrameMs: longest(frames),
      bareLongFrames: bareFrames.length,
      bareLongestFrameMs: longest(bareFrames),
    },
    table: [
      ['', 'ms', 'goal'],
      ...lines.map(({ name, lcp }) => [`${name}: largest content painted`, String(lcp), String(goals.lcpMs)]),
      ['a page that does nothing: largest content painted', String(round(bare.lcp)), ''],
      [
        'most that a page moved while it was loaded (CLS)',
        String(worst(lines.map(({ moved }) => moved))),
        String(goals.moved),
      ],
      ...lines
        .filter(({ rows }) => rows > 0)
        .map(({ name, rows }) => [`${name}: first row there`, String(rows), '']),
      ...lines.map(({ name, blocked }) => [
        `${name}: blocked after the first content (TBT)`,
        String(blocked),
        '',
      ]),
      [`fleet of ${tenants}: first row there`, String(round(fleetRows.rows)), ''],
      ...keys.map(([name, ms]) => [`slowest key, ${name}`, String(round(ms)), String(goals.keyMs)]),
      ['slowest key, a field of a page that does nothing', String(round(worst(bare.keys))), ''],
      [
        `frames that the page held up for over ${goals.longFrameMs} ms, scrolling ${tenants} tenants`,
        `${blocked.length}, longest by ${round(worst(blocked))}`,
        '0',
      ],
      [
        `frames over ${goals.longFrameMs} ms, with the browser's painting`,
        `${frames.length}, longest ${longest(frames)}`,
        '',
      ],
      [
        `the same of ${tenants} rows that do nothing`,
        `${bareFrames.length}, longest ${longest(bareFrames)}`,
        '',
      ],
    ],
    notes: [
      `First loads: a browser that keeps nothing, its processor ${slower} times slower, over loopback; the median of ${turns}, after one that is not counted.`,
      `The load of the machine when it ended: ${loadavg()[0]?.toFixed(1)} on ${availableParallelism()} cores. What others do with them is in every figure.`,
      'Keys: from being pressed to the next paint, as the browser measures it; 0 is less than 16 ms. At full speed, as is scrolling.',
    ],
  }
}

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './harness/open-stage.ts'
import { textsShown } from './harness/texts-shown.ts'

/** The machine that tests run on may be busy. */
const patient = { timeout: 20_000 }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const dayMs = 86_400_000

/** What has the focus: who acts by keyboard goes on from there. */
const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.textContent')

/** What the API says, asked as the page would. */
async function readHistory(page: Page, tenantId: string) {
  const answer = await page.request.get(`/api/v1/orders/sync/backfill/status?tenantId=${tenantId}`)
  return answer.json()
}

test('a failing tenant is explained: what is wrong, whether there is something to do, and each call that failed', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/tenants/failing')
  await page.getByText('Nothing to do: Amazon does not answer properly.').waitFor()
  await page.getByRole('link', { name: 'Runs' }).click()
  await page.getByRole('combobox', { name: 'Outcome' }).click()
  await page.getByRole('option', { name: 'Failed' }).click()
  await page.locator('[data-row-link]').first().click()
  const drawer = page.getByRole('dialog', { name: 'Run' })
  await drawer.getByText('Amazon does not answer properly. It is tried again by itself.').waitFor()
  await drawer.getByRole('cell', { name: '500' }).first().waitFor()
  expect(new URL(page.url()).searchParams.get('status')).toBe('failed')
  expect(new URL(page.url()).searchParams.get('run')).toMatch(/^run_/)
  expect(complaints()).toEqual([])
})

test('a run shows its calls and leads to the orders that it changed', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/tenants/shop?tab=runs&lane=delta&status=success')
  expect(await page.locator('[data-row-link]').last().textContent()).toMatch(/\d\d:\d\d:\d\d/)
  await page.locator('[data-row-link]').last().click()
  const drawer = page.getByRole('dialog', { name: 'Run' })
  await drawer.getByRole('cell', { name: 'searchOrders' }).first().waitFor()
  const order = drawer.getByRole('table', { name: 'Orders that it changed' }).getByRole('link').first()
  const number = await order.textContent()
  await order.click()
  await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
  expect(complaints()).toEqual([])
})

test('a run that goes on is asked for until it has ended, also where no stream tells of it', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.route(/\/stream/, (route) => route.abort())
  let answered = 0
  await page.route(/\/sync\/runs\/run_\w+\?/, async (route) => {
    answered += 1
    const response = await route.fetch()
    const goingOn = { status: null, finishedAt: null, calls: [] }
    await route.fulfill({
      response,
      json: { ...(await response.json()), ...(answered === 1 ? goingOn : {}) },
    })
  })
  await page.goto('/tenants/shop?tab=runs&lane=delta&status=success')
  await page.locator('[data-row-link]').last().click()
  const drawer = page.getByRole('dialog', { name: 'Run' })
  await drawer.getByText('Its calls are shown when it has ended.').waitFor()
  await drawer.getByRole('cell', { name: 'searchOrders' }).first().waitFor()
})

test('a run that is not there is said so in the drawer, and the page stays', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/tenants/shop?tab=runs&run=run_nobody')
  await page.getByText('There is no such run').waitFor()
  await page.getByRole('button', { name: 'Close' }).click()
  await page.getByRole('table', { name: 'Runs' }).waitFor()
})

test('a connection is paused and resumed, and says so', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/tenants/quiet')
  await page.getByRole('button', { name: 'Pause …' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Pause', exact: true }).press('Enter')
  await page.getByText('Paused on request').first().waitFor()
  await expect.poll(() => focused(page), patient).toBe('Resume')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Pause …' }).waitFor()
  expect(await focused(page)).toBe('Pause …')
  expect(complaints()).toEqual([])
})

test('a history is fetched, paused, resumed and given up; the bar says what the API says', async () => {
  // With one call in three minutes and no burst, there is something left to pause.
  const { control, fleet } = stage.product.simulator
  const { sellerId = '' } = fleet.roster[0] ?? {}
  control.setQuota(sellerId, 'searchOrders', { ratePerSecond: 0.0056, burst: 1 })
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/tenants/shop?tab=history')
  const history = page.getByRole('region', { name: 'History', exact: true })
  await history.getByRole('button', { name: 'Fetch history …' }).click()
  await page.getByLabel('Days back from today').fill('730')
  await page.getByRole('button', { name: 'Fetch history', exact: true }).click()
  await history.getByRole('button', { name: 'Pause' }).press('Enter')
  await history.getByRole('button', { name: 'Resume' }).waitFor()
  expect(await focused(page)).toBe('Resume')
  const { progress } = await readHistory(page, 'shop')
  expect(progress.state).toBe('paused')
  await expect
    .poll(() => history.getByRole('progressbar').getAttribute('aria-valuenow'), patient)
    .toBe(String(Math.floor(progress.percent)))
  await history.getByRole('button', { name: 'Resume' }).press('Enter')
  await history.getByRole('button', { name: 'Pause' }).waitFor()
  expect(await focused(page)).toBe('Pause')
  expect((await readHistory(page, 'shop')).progress.state).toBe('in_progress')
  await history.getByRole('button', { name: 'Cancel …' }).press('Enter')
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel the rest' }).press('Enter')
  await history.getByText('Cancelled').waitFor()
  await expect.poll(() => focused(page), patient).toBe('Fetch history …')
  expect(complaints()).toEqual([])
})

test('the calendar shows as complete exactly the days that the API proves', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/tenants/shop?tab=history')
  await page.getByRole('table', { name: /Days of/ }).waitFor()
  expect(await page.locator('[data-day]').count()).toBeGreaterThanOrEqual(365)
  await expect
    .poll(async () => {
      const shown = await page
        .locator('[data-day][data-state="full"]')
        .evaluateAll((cells) =>
          (cells as unknown as { dataset: { day: string } }[]).map(({ dataset }) => dataset.day),
        )
      return { shown, proven: provenDays(await readHistory(page, 'shop')) }
    }, patient)
    .toSatisfy(({ shown, proven }) => shown.length > 0 && JSON.stringify(shown) === JSON.stringify(proven))
})

interface Spans {
  readonly coverage: readonly { from: string; to: string; level: string }[]
}

/** Days of this year of which every tenth minute lies in a span that is complete, from the first such minute until an hour ago. */
function provenDays({ coverage }: Spans): readonly string[] {
  const spans = coverage
    .filter(({ level }) => level === 'full')
    .map(({ from, to }) => ({
      from: Date.parse(from),
      to: Date.parse(to),
    }))
  const now = Date.now()
  const begin = Math.min(...spans.map(({ from }) => from))
  const proven: string[] = []
  for (let day = Date.UTC(new Date().getUTCFullYear(), 0, 1); day < now; day += dayMs) {
    let isWhole = begin < day + dayMs
    for (
      let at = Math.max(day, begin);
      at < day + dayMs && (at === day || at < now - 60 * 60_000);
      at += 600_000
    )
      isWhole &&= spans.some(({ from, to }) => from <= at && at < to)
    if (isWhole) proven.push(new Date(day).toISOString().slice(0, 10))
  }
  return proven
}

test('quotas are drawn for each operation, and fill by themselves', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await stage.product.journey.database.admin.query(
    `UPDATE ordersync.quota_buckets SET tokens = 0, filled_at = clock_timestamp(), rate_per_second = 0.5
     WHERE operation = 'searchOrders'`,
  )
  let answered = 0
  await page.route(/\/quotas$/, async (route) => {
    answered += 1
    // What is drawn after the first answer is drawn without one.
    if (answered === 1) await route.continue()
  })
  await page.goto('/tenants/shop?tab=quotas')
  const level = async (): Promise<number> =>
    Number(await page.getByRole('progressbar', { name: 'searchOrders' }).getAttribute('aria-valuenow'))
  const first = await level()
  expect(await page.getByRole('progressbar').count()).toBe(7)
  await expect.poll(level, patient).toBeGreaterThan(first)
  expect(complaints()).toEqual([])
})

test('a reader sees its own tenant without a button that changes something, and no page of an operator', async () => {
  const { page, complaints } = await stage.open({ role: 'tenant_reader', tenantId: 'shop' })
  await page.goto('/tenants/shop')
  await page
    .getByText(/^Everything up to/)
    .first()
    .waitFor()
  expect(await page.getByRole('link', { name: 'Fleet' }).count()).toBe(0)
  expect(await page.getByRole('button', { name: /Sync now|Pause|Resume|Disconnect|history/ }).count()).toBe(0)
  for (const address of [
    '/fleet',
    '/tenants/quiet',
    '/tenants/quiet?tab=runs',
    '/tenants/quiet?tab=quotas',
  ]) {
    await page.goto(address)
    await page.getByText('This page is not for you').waitFor()
    expect(await page.locator('body').textContent()).not.toContain('Quiet Shop')
  }
  expect(complaints()).toEqual([])
})

test('a tenant that was never there is said so, in both languages', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/tenants/nobody')
  await page.getByText('There is no such tenant').waitFor()
  const french = await stage.open({ role: 'operator', locale: 'fr-FR' })
  await french.page.goto('/tenants/nobody')
  await french.page.getByText('Ce client n’existe pas').waitFor()
})

/** Names, and words that are the same in both languages. */
const sameInBoth =
  /Corner Shop|Failing Shop|Not Connected|Quiet Shop|Ordersync|operator|^os_|^((search|get|create)[A-Z]\w+|alone|failing|quiet|shop|Active|Total|Date|Actions?|Quotas|Webhooks?|Destination|Message|Source|Services?|Pages?|Type|Description|English|Français|Europe|France.*|Amazon(\.\w+)*|ASIN|Atzr\|…|STANDARD)$/

/** As it stands inside of a string of JSON. */
const inner = (text: string): string => JSON.stringify(text).slice(1, -1)

test('every page speaks French to whoever does: nothing is said in the same words in both languages', async () => {
  const [english, french] = await Promise.all([
    stage.open({ role: 'operator', locale: 'en-GB' }),
    stage.open({ role: 'operator', locale: 'fr-FR' }),
  ])
  const { rows } = await stage.product.ordersync.db
    .of('shop')
    .query<{ id: string }>('SELECT external_order_id AS id FROM ordersync.order_packages LIMIT 1')
  const tabs = ['history', 'runs', 'lag', 'quotas', 'quarantine', 'webhooks', 'keys', 'audit']
  const addresses = [
    ...['/tenants/failing', ...tabs.map((tab) => `/tenants/shop?tab=${tab}`)],
    ...['/orders?tenantId=shop', `/orders/${rows[0]?.id}?tenantId=shop`, '/orders?tenantId=alone', '/fleet'],
    ...['/connect?tenantId=alone', '/connect?tenantId=alone&by=token', '/connect/done?tenantId=failing'],
  ]
  const read = async (page: Page, address: string) => {
    await page.goto(address)
    await page.locator('main h2, main table, main form').first().waitFor()
    await page.locator('.mantine-Skeleton-root, [aria-busy=true]').first().waitFor({ state: 'detached' })
    return textsShown(page)
  }
  const data = await (await english.page.request.get('/api/v1/orders?tenantId=shop&limit=200')).text()
  const untranslated: Record<string, readonly string[]> = {}
  for (const address of addresses) {
    const [own, other] = await Promise.all([read(french.page, address), read(english.page, address)])
    const same = [...own].filter(
      (text) => other.has(text) && !sameInBoth.test(text) && !data.includes(inner(text)),
    )
    if (same.length > 0) untranslated[address] = same
  }
  expect(untranslated).toEqual({})
  expect(french.complaints()).toEqual([])

  const stranger = await stage.open({ locale: 'fr-FR' })
  await stranger.page.goto('/sign-in')
  await stranger.page.getByRole('button', { name: 'Se connecter' }).waitFor()
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './harness/open-stage.ts'

/** The machine that tests run on may be busy. */
const patient = { timeout: 20_000 }

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

/** The names of the tenants from top to bottom. */
const names = (page: Page): Promise<readonly string[]> => page.locator('[data-row-link]').allTextContents()

const tile = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Tenants by state' }).getByRole('link', { name })

async function openFleet(page: Page, query = ''): Promise<void> {
  await page.goto(`/fleet${query}`)
  await page.getByText('Amazon does not answer properly').first().waitFor()
}

test('who needs somebody stands on top, with the reason and what to do', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await openFleet(page)
  expect(await names(page)).toEqual(['Not Connected', 'Failing Shop', 'Quiet Shop', 'Corner Shop'])
  const rows = page.getByRole('row')
  await rows.filter({ hasText: 'Not Connected' }).getByText('the seller must connect Amazon').waitFor()
  await rows.filter({ hasText: 'Failing Shop' }).getByText('It is tried again by itself').waitFor()
  await rows
    .filter({ hasText: 'Corner Shop' })
    .getByText(/^Everything up to .* is stored/)
    .waitFor()
  expect(complaints()).toEqual([])
})

test('a tile counts what it then shows, and the address says it', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await openFleet(page)
  expect(await tile(page, 'Failing').textContent()).toMatch(/^Failing1/)
  await tile(page, 'Failing').click()
  await expect.poll(() => names(page), patient).toEqual(['Failing Shop'])
  expect(new URL(page.url()).search).toBe('?health=failing')
  await page.reload()
  await expect.poll(() => names(page), patient).toEqual(['Failing Shop'])
  await tile(page, 'Failing').click()
  await expect.poll(async () => (await names(page)).length, patient).toBe(4)
})

test('searching narrows the rows while one types; a column turns their order', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await openFleet(page)
  await page.keyboard.press('/')
  await page.keyboard.type('shop cor')
  await expect.poll(() => names(page), patient).toEqual(['Corner Shop'])
  expect(new URL(page.url()).searchParams.get('q')).toBe('shop cor')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Tenant', exact: true }).click()
  await expect
    .poll(() => names(page), patient)
    .toEqual(['Corner Shop', 'Failing Shop', 'Not Connected', 'Quiet Shop'])
  await page.getByRole('button', { name: 'Tenant', exact: true }).click()
  await expect
    .poll(() => names(page), patient)
    .toEqual(['Quiet Shop', 'Not Connected', 'Failing Shop', 'Corner Shop'])
  expect(new URL(page.url()).searchParams.get('sort')).toBe('-tenant')
})

test('a row leads to its tenant, and the address names that one, whichever was looked at before', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await openFleet(page, '?tenantId=shop')
  const link = page.getByRole('link', { name: 'Quiet Shop' })
  expect(await link.getAttribute('href')).toBe('/tenants/quiet?tenantId=quiet')
  await link.click()
  await page.getByRole('heading', { name: 'Quiet Shop' }).waitFor()
  expect(new URL(page.url()).search).toBe('?tenantId=quiet')
})

/** Two browsers on a busy machine. */
const long = { timeout: 180_000 }

test(
  'pausing is asked about, done once however often one clicks, and seen by somebody else without a reload',
  long,
  async () => {
    const [one, other] = [await stage.open({ role: 'operator' }), await stage.open({ role: 'operator' })]
    await openFleet(one.page)
    await openFleet(other.page)
    const row = (page: Page) => page.getByRole('row').filter({ hasText: 'Quiet Shop' })

    await one.page.getByRole('button', { name: 'Actions for Quiet Shop' }).click()
    await one.page.getByRole('menuitem', { name: 'Pause …' }).press('Enter')
    const dialog = one.page.getByRole('dialog', { name: 'Pause Quiet Shop?' })
    await dialog.getByRole('button', { name: 'Cancel' }).press('Enter')
    // Who thinks better of it goes on where the menu was opened.
    const focused = (page: Page) => page.evaluate('document.activeElement.ariaLabel')
    await expect.poll(() => focused(one.page), patient).toBe('Actions for Quiet Shop')
    await one.page.keyboard.press('Enter')
    await one.page.getByRole('menuitem', { name: 'Pause …' }).click()
    await dialog.getByRole('button', { name: 'Pause', exact: true }).dblclick()
    await row(one.page).getByText('Paused', { exact: true }).waitFor()
    await row(other.page).getByText('Paused', { exact: true }).waitFor()
    expect(await tile(other.page, 'Paused').textContent()).toMatch(/^Paused1/)

    await other.page.getByRole('button', { name: 'Actions for Quiet Shop' }).click()
    await other.page.getByRole('menuitem', { name: 'Resume' }).press('Enter')
    await row(one.page).getByText('Current', { exact: true }).waitFor()
    await expect.poll(() => focused(other.page), patient).toBe('Actions for Quiet Shop')
    const { rows } = await stage.product.ordersync.db.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ordersync.fleet_audit_log WHERE tenant_id = 'quiet' AND action LIKE 'POST %/pause'`,
    )
    expect(rows[0]?.count).toBe(1)
    expect([...one.complaints(), ...other.complaints()]).toEqual([])
  },
)

test('several at once: what worked and what did not is told apart', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await openFleet(page)
  await page.getByRole('checkbox', { name: 'Select Corner Shop' }).check()
  await page.getByRole('checkbox', { name: 'Select Not Connected' }).check()
  await page
    .getByRole('region', { name: 'Actions for the selected tenants' })
    .getByText('2 tenants')
    .waitFor()
  await page.getByRole('button', { name: 'Fetch history …' }).click()
  await page.getByLabel('Days back from today').fill('3')
  await page.getByRole('button', { name: 'Fetch history', exact: true }).click()
  await page.getByText('What is missing of the history is being fetched.').waitFor()
  const failed = page.getByRole('alert').filter({ hasText: 'alone: not done' })
  await failed.waitFor()
  const bar = page.getByRole('region', { name: 'Actions for the selected tenants' })
  const foot = async (): Promise<number> => {
    const toasts = await page.getByRole('alert').all()
    const boxes = await Promise.all(toasts.map((toast) => toast.boundingBox()))
    return Math.max(...boxes.map((box) => (box === null ? 0 : box.y + box.height)))
  }
  await expect.poll(foot, patient).toBeLessThan((await bar.boundingBox())?.y ?? 0)

  await page.getByRole('button', { name: 'Sync now' }).click()
  const asked = page.getByRole('dialog', { name: 'Sync 2 tenants now?' })
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await asked.waitFor({ state: 'hidden' })
  let refused = 0
  await page.route(/\/connections$/, async (route) => {
    refused += 1
    if (refused > 1) return route.continue()
    await route.fulfill({ status: 429, headers: { 'retry-after': '1' }, json: { code: 'too_many_requests' } })
  })
  await page.getByRole('button', { name: 'Resume' }).click()
  await page.getByText('2 tenants: there was nothing to do.').waitFor()
  expect(refused).toBe(3)
})

test('a stream that breaks shows itself, the page goes on asking, and heals by itself', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await openFleet(page)
  await page.getByText('Live', { exact: true }).waitFor()
  await page.route('**/api/v1/orders/sync/stream*', (route) => route.abort())
  // A stream that is open already is not what a route sees: the page is left and seen again.
  await page.reload()
  await page.getByText('Not live: looking every few seconds').waitFor()
  await stage.product.ordersync.db
    .of('shop')
    .query(`UPDATE ordersync.tenants SET display_name = 'Corner Shop, renamed' WHERE tenant_id = 'shop'`)
  await page.getByText('Corner Shop, renamed').first().waitFor()
  await page.unroute('**/api/v1/orders/sync/stream*')
  await page.getByText('Live', { exact: true }).waitFor()
})

test('the fleet in French', async () => {
  const { page, complaints } = await stage.open({ role: 'operator', locale: 'fr-FR' })
  await page.goto('/fleet')
  await page.getByRole('heading', { name: 'Flotte' }).waitFor()
  await page.getByText('Amazon ne répond pas correctement').first().waitFor()
  await page.getByText('En direct').waitFor()
  expect(await page.locator('main').textContent()).not.toMatch(/\b(fleet|sync|tenant)\.[a-z]/)
  expect(complaints()).toEqual([])
})

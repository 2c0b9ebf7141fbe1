import type { Page, Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './harness/open-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const rows = (page: Page) => page.locator('[data-row-link]')
const list = /\/api\/v1\/orders\?/

test('a server that fails is asked again by itself, and the page says so meanwhile', async () => {
  const { page } = await stage.open({ role: 'operator' })
  let asked = 0
  await page.route(list, async (route) => {
    asked += 1
    if (asked > 2) return route.continue()
    const body = JSON.stringify({ code: 'internal_error', detail: 'it failed', requestId: 'req_1' })
    await route.fulfill({ status: 500, contentType: 'application/problem+json', body })
  })
  await page.goto('/orders?tenantId=shop')
  await page.getByText('Trying again by itself').first().waitFor()
  await rows(page).first().waitFor()
  expect(asked).toBeGreaterThanOrEqual(3)
})

test('what could not be read again is called old, and quotas stand still where they were last known', async () => {
  const { page } = await stage.open({ role: 'operator' })
  let isFailing = false
  await page.route(/\/quotas$/, async (route) => {
    if (!isFailing) return route.continue()
    const body = JSON.stringify({ code: 'internal_error', detail: 'it failed', requestId: 'req_1' })
    await route.fulfill({ status: 500, contentType: 'application/problem+json', body })
  })
  // A minute of polls and attempts, by the browser's clock: it is moved by hand.
  await page.clock.install()
  const old = page.getByText('Some of what you see is of')
  const passUntilOld = (count: number) =>
    expect.poll(() => page.clock.runFor(1000).then(() => old.count())).toBe(count)
  await page.goto('/tenants/shop?tab=quotas')
  const bar = page.getByRole('progressbar', { name: 'createReport' })
  await bar.waitFor()
  isFailing = true
  await passUntilOld(1)
  await page.locator('[role="progressbar"][data-tone="neutral"]').first().waitFor()
  await page
    .getByText(/^as of/)
    .first()
    .waitFor()
  isFailing = false
  await passUntilOld(0)
  await expect.poll(() => page.locator('[role="progressbar"][data-tone="neutral"]').count()).toBe(0)
})

test('what is stored of a year is not judged before it is known which accounts there are', async () => {
  const { page } = await stage.open({ role: 'operator' })
  let isFailing = true
  await page.route(/\/connections$/, async (route) => {
    if (!isFailing) return route.continue()
    const body = JSON.stringify({ code: 'forbidden', detail: 'no', requestId: 'req_1' })
    await route.fulfill({ status: 403, contentType: 'application/problem+json', body })
  })
  await page.goto('/tenants/shop?tab=history')
  await page.getByText('This cannot be shown now').waitFor()
  expect(await page.getByText('Nothing of this year was asked for.').count()).toBe(0)
  isFailing = false
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.locator('[data-day][data-state="full"]').first().waitFor()
})

test('a server that fails from the start is told as such, and let in as soon as it answers', async () => {
  const { page } = await stage.open({ role: 'operator' })
  let isFailing = true
  await page.route('**/api/v1/session', async (route) => {
    if (!isFailing) return route.continue()
    const body = JSON.stringify({ code: 'internal_error', detail: 'it failed', requestId: 'req_1' })
    await route.fulfill({ status: 500, contentType: 'application/problem+json', body })
  })
  await page.goto('/orders?tenantId=shop')
  await page.getByText('This cannot be shown now').waitFor()
  await page.getByText('Trying again by itself').waitFor()
  isFailing = false
  await rows(page).first().waitFor()
})

test('connecting says which choices it could not read, and has them as soon as they come', async () => {
  const { page } = await stage.open({ role: 'operator' })
  let isFailing = true
  const fail = (status: number) => async (route: Route) => {
    if (!isFailing) return route.continue()
    const body = JSON.stringify({ code: 'http_error', detail: 'it failed', requestId: 'req_1' })
    await route.fulfill({ status, contentType: 'application/problem+json', body })
  }
  await page.route(/\/api\/v1\/tenants\?/, fail(403))
  await page.route(/\/api\/v1\/marketplaces$/, fail(500))
  await page.goto('/connect?tenantId=shop')
  const trouble = page.getByRole('alert').filter({ hasText: 'This cannot be shown now' })
  await trouble.waitFor()
  await page.getByText('Trying again by itself').first().waitFor()
  expect(await page.getByRole('radio', { name: 'One that exists' }).isEnabled()).toBe(true)
  for (const name of ['Tenant', 'Its orders belong to'])
    expect(await page.getByRole('combobox', { name, exact: true }).inputValue()).toBe('shop')
  await page.getByRole('combobox', { name: 'Marketplace' }).click()
  expect(await page.getByText('No marketplace fits').count()).toBe(0)
  isFailing = false
  await trouble.getByRole('button', { name: 'Try again' }).click()
  await expect
    .poll(() => page.getByRole('combobox', { name: 'Its orders belong to' }).inputValue())
    .toBe('Corner Shop · shop')
  await page.getByText('Trying again by itself').first().waitFor({ state: 'hidden' })
  await page.getByRole('combobox', { name: 'Marketplace' }).fill('Germany')
  await page.getByRole('option', { name: 'Germany' }).waitFor()
})

test('a server that has had enough is left alone for as long as it asks', async () => {
  const { page } = await stage.open({ role: 'operator' })
  const askedAt: number[] = []
  await page.route(list, async (route) => {
    askedAt.push(Date.now())
    if (Date.now() - (askedAt[0] ?? 0) > 1000) return route.continue()
    const body = JSON.stringify({ code: 'too_many_requests', detail: 'wait' })
    const headers = { 'retry-after': '3', 'content-type': 'application/problem+json' }
    await route.fulfill({ status: 429, headers, body })
  })
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  const waits = askedAt.map((at) => at - (askedAt[0] ?? 0)).filter((ms) => ms > 500)
  expect(Math.min(...waits)).toBeGreaterThan(2000)
})

test('a sign-out or an export that fails says so, in the words of the reader whoever answered', async () => {
  const { page } = await stage.open({ role: 'operator', locale: 'fr-FR' })
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  const byProxy = { status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }
  await page.route(list, (route) => route.fulfill(byProxy))
  await page.getByRole('link', { name: 'Exporter en CSV' }).click()
  const said = (text: string) => page.getByRole('alert').filter({ hasText: text })
  await said('L’export n’a pas commencé').getByText('Le serveur ne répond pas.').waitFor()
  await page.route('**/api/v1/session', (route) => route.fulfill({ ...byProxy, status: 418 }))
  await page.getByRole('button', { name: /Compte et réglages/ }).click()
  await page.getByRole('button', { name: 'Se déconnecter' }).click()
  await said('La déconnexion n’a pas fonctionné').waitFor()
  expect(await page.getByText('The server answered').count()).toBe(0)
  expect(new URL(page.url()).pathname).toBe('/orders')
})

test('a lost connection shows itself, keeps what is on the screen, and heals', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  await page.context().setOffline(true)
  await page.getByRole('searchbox', { name: 'Search orders' }).fill('405-')
  await page.getByText('The server does not answer.').waitFor()
  expect(await rows(page).count()).toBeGreaterThan(0)
  await page.context().setOffline(false)
  await page.getByText('The server does not answer.').waitFor({ state: 'hidden', timeout: 30_000 })
  expect(await page.getByRole('searchbox', { name: 'Search orders' }).inputValue()).toBe('405-')
})

test('an address that somebody edited is read as far as it makes sense, and the rest is named', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop&status=shiped&dateFrom=2026-02-31&fulfilledBy=MERCHANT')
  await rows(page).first().waitFor()
  await page.getByText('Left out, because it makes no sense here').waitFor()
  await page.getByRole('button', { name: 'Take it out of the address' }).click()
  await expect
    .poll(() => Object.fromEntries(new URL(page.url()).searchParams))
    .toEqual({ tenantId: 'shop', fulfilledBy: 'MERCHANT' })
  await page.goto('/orders?tenantId=shop&q=ab')
  await page.getByText('Type at least 3 characters').waitFor()
  await page.goto('/orders?tenantId=shop&dateFrom=2026-03-02&dateTo=2026-03-01')
  await page.getByText('The first day lies after the last').waitFor()
  await page.evaluate("localStorage.setItem('ordersync-tenant', 'shop')")
  for (const [address, named] of [
    ['/tenants/shop?tab=secrets&lane=fast', 'tab=secrets, lane=fast'],
    ['/tenants/shop?tab=webhooks&webhook=wh_gone', 'webhook=wh_gone'],
    ['/fleet?health=fine&sort=-tenant', 'health=fine'],
    ['/connect?sellingPartnerId=me&by=post', 'sellingPartnerId=me, by=post'],
    // The tenant looked at last is not the one that is meant.
    ['/orders?tenantId=sh%2Fop', 'tenantId=sh/op'],
  ] as const) {
    await page.goto(address)
    await page.getByText(`Left out, because it makes no sense here: ${named}.`).waitFor()
  }
  expect(await rows(page).count()).toBe(0)
  expect(complaints()).toEqual([])
})

test('an address that leads nowhere says so calmly, and leads on, signed in or not', async () => {
  for (const role of ['operator', null] as const) {
    const { page } = await stage.open(role === null ? {} : { role })
    for (const address of ['/nonsense', '/tenants', '/fleet/x']) {
      expect((await page.goto(address))?.status()).toBe(404)
      await page.getByText('There is nothing at this address').waitFor()
    }
    await page.getByRole('link', { name: 'Go to orders' }).click()
    if (role === null) await page.waitForURL(/sign-in/)
    else await page.getByRole('combobox', { name: 'Tenant' }).waitFor()
  }
})

test("a browser whose language is no language tag, as the POSIX locale's is, is spoken to in English", async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.addInitScript(`Object.defineProperty(navigator, 'languages', { get: () => ['en-US@posix'] })`)
  await page.goto('/fleet')
  await rows(page).first().waitFor()
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  expect(await page.evaluate('navigator.languages')).toEqual(['en-US@posix'])
  expect(complaints()).toEqual([])
})

test('a browser whose clock is ten minutes slow tells how old things are by the clock of the server', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.clock.install({ time: Date.now() - 10 * 60_000 })
  await page.goto('/orders?tenantId=shop')
  await page.getByText(/^synced (now|.+ ago)$/).waitFor()
  await rows(page).first().click()
  const synced = page.locator('dt', { hasText: /^Synced$/ }).locator('xpath=following-sibling::dd[1]')
  expect(await synced.textContent()).toMatch(/now|ago|yesterday/)
})

test('a cursor that is not one leads back to the first page', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop&after=nonsense')
  await page.getByText('This page of the list is not there any more.').waitFor()
  await page.getByRole('button', { name: 'First page' }).click()
  await rows(page).first().waitFor()
})

test('a tenant that does not exist is said not to exist, and another one can be chosen', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=nobody')
  await page.getByText('There is no such tenant.').waitFor()
  await page.getByRole('combobox', { name: 'Tenant' }).fill('corner')
  await page.getByRole('option', { name: /Corner Shop/ }).click()
  await rows(page).first().waitFor()
})

test('a failing tenant says why, and that it goes on by itself', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await expect
    .poll(async () => (await stage.product.journey.status('failing')).connections[0]?.failures, {
      timeout: 30_000,
    })
    .toBeGreaterThan(0)
  await page.goto('/orders?tenantId=failing')
  await page.getByText('Amazon does not answer properly. It is tried again by itself.').waitFor()
  expect(complaints()).toEqual([])
})

test("a consent that ends soon and a pause are told as what they are, in the reader's language", async () => {
  const { db } = stage.product.ordersync
  await db
    .of('shop')
    .query(`UPDATE ordersync.connections SET authorization_expires_at = now() + interval '3 days'`)
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await page.getByText(/^The seller's consent ends on/).waitFor()
  expect(await page.getByText(/Nothing is synced|Synced\./).count()).toBe(0)
  await page.goto('/tenants/shop')
  await page.getByText('Consent ends', { exact: true }).waitFor()
  const french = await stage.open({ role: 'operator', locale: 'fr-FR' })
  await french.page.goto('/fleet')
  await french.page.getByText(/^L’autorisation du vendeur prend fin le/).waitFor()

  await db.of('quiet').query(`UPDATE ordersync.connections SET status = 'paused'`)
  await page.goto('/orders?tenantId=quiet')
  await page.getByText('Paused on request').waitFor()
  expect(await page.locator('[data-health="paused"]').count()).toBe(1)
  expect([...complaints(), ...french.complaints()]).toEqual([])
})

test('impatient clicks ask once', async () => {
  const { page } = await stage.open({ role: 'operator' })
  let asked = 0
  await page.route(/import-one/, async (route) => {
    asked += 1
    await new Promise((resolve) => setTimeout(resolve, 500))
    await route.continue()
  })
  await page.goto('/orders?tenantId=shop')
  await page.getByRole('button', { name: 'Import order' }).click()
  await page.getByLabel('Amazon order number').fill('405-0000000-0000000')
  await page.getByRole('button', { name: 'Import', exact: true }).dblclick({ force: true })
  await page.keyboard.press('Enter')
  await page.getByText('Amazon knows no such order of this seller.').waitFor()
  expect(asked).toBe(1)
})

test('a part of the dashboard that a newer version took away leaves the rest where it is, and loading again helps', async () => {
  const { page } = await stage.open({ role: 'operator' })
  let isGone = true
  await page.route(/\/assets\/audit-tab/, (route) =>
    isGone ? route.fulfill({ status: 404 }) : route.continue(),
  )
  await page.goto('/tenants/shop')
  await page.getByRole('link', { name: 'Audit' }).click()
  await page.getByRole('alert').getByText('This page has a fault').waitFor()
  expect(await page.getByRole('link', { name: 'Fleet' }).isVisible()).toBe(true)
  isGone = false
  await page.getByRole('button', { name: 'Load the page again' }).click()
  await page.getByRole('heading', { name: 'Audit log' }).waitFor()
})

test('a tenant that is erased elsewhere leaves the screen, on its own page and on that of its orders', async () => {
  const { page: tenant } = await stage.open({ role: 'operator' })
  const { page: orders } = await stage.open({ role: 'operator' })
  await orders.clock.install()
  await tenant.goto('/tenants/quiet')
  await tenant.getByRole('heading', { name: 'Quiet Shop' }).waitFor()
  await tenant.getByText('Live', { exact: true }).waitFor()
  await orders.goto('/orders?tenantId=shop')
  await rows(orders).first().waitFor()
  const { url, makeKey } = stage.product
  const headers = { authorization: `Bearer ${await makeKey('operator')}` }
  for (const tenantId of ['quiet', 'shop']) {
    const answer = await fetch(`${url}/api/v1/tenants/${tenantId}`, { method: 'DELETE', headers })
    expect(answer.status).toBe(200)
  }
  await tenant.getByText('There is no such tenant', { exact: true }).waitFor()
  expect(await tenant.getByText(/Quiet Shop|^Current$|^Live$|^Sync now$/).count()).toBe(0)
  await orders.clock.fastForward(30_000)
  await orders.getByText('There is no such tenant.').waitFor()
  expect(await rows(orders).count()).toBe(0)
  expect(await orders.getByText(/^synced /).count()).toBe(0)
})

import type { Route } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './harness/open-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('a key signs in and leads to where one wanted to go, filters and all', async () => {
  const { page, complaints } = await stage.open()
  await page.goto('/orders?tenantId=shop&status=SHIPPED')
  await page.getByLabel('API key').fill(await stage.product.makeKey('operator'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByRole('heading', { name: 'Orders' }).waitFor()
  expect(new URL(page.url()).search).toBe('?tenantId=shop&status=SHIPPED')
  expect(complaints()).toEqual([])
})

test('a wrong key is refused calmly and can be mended', async () => {
  const { page } = await stage.open()
  await page.goto('/sign-in')
  await page.getByLabel('API key').fill('os_wrong')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText('This key is not valid, or was revoked.').waitFor()
  expect(await page.getByLabel('API key').inputValue()).toBe('os_wrong')
})

test('the printed link signs in once; a second time it says so and offers the key', async () => {
  const url = await stage.product.signInUrl('operator')
  const first = await stage.open()
  await first.page.goto(url)
  await first.page.getByRole('heading', { name: 'Orders' }).waitFor()
  expect(first.page.url()).not.toContain('token')
  expect(first.complaints()).toEqual([])

  const second = await stage.open()
  await second.page.goto(url)
  await second.page.getByText('This sign-in link does not work any more').waitFor()
  await second.page.getByLabel('API key').waitFor()
})

test('a session that ends in the middle of work is renewed in place: nothing typed is lost', async () => {
  const { page } = await stage.open({ role: 'operator' })
  const key = await stage.product.makeKey('operator')
  await page.goto('/orders?tenantId=shop&fulfilledBy=MERCHANT')
  await page.getByRole('button', { name: 'Import order' }).click()
  await page.getByLabel('Amazon order number').fill('405-0000000-0000000')
  await page.context().clearCookies()
  await page.getByRole('button', { name: 'Import', exact: true }).click()

  const ended = page.getByRole('dialog', { name: 'Your session has ended' })
  await ended.getByLabel('API key').fill(key)
  // No key leads to the dialog that is still open behind it, and none closes it.
  for (let press = 0; press < 8; press += 1) {
    await page.keyboard.press(press < 2 ? 'Escape' : 'Tab')
    expect(await page.evaluate("document.activeElement.closest('[role=dialog]')")).toBeNull()
  }
  expect(await ended.getByLabel('API key').inputValue()).toBe(key)
  await ended.getByRole('button', { name: 'Sign in' }).click()
  await ended.waitFor({ state: 'hidden' })
  expect(new URL(page.url()).search).toBe('?tenantId=shop&fulfilledBy=MERCHANT')
  expect(await page.getByLabel('Amazon order number').inputValue()).toBe('405-0000000-0000000')
})

test('a page whose session has ended asks nothing more, so that no sign-in is one guess too many', async () => {
  const { page } = await stage.open({ role: 'operator' })
  const key = await stage.product.makeKey('operator')
  await page.clock.install()
  await page.goto('/tenants/shop?tab=quotas')
  await page.getByRole('progressbar', { name: 'createReport' }).waitFor()
  const refused: string[] = []
  page.on('response', (response) => {
    if (response.status() >= 400) refused.push(`${response.status()} ${response.url()}`)
  })
  await page.context().clearCookies()
  const ended = page.getByRole('dialog', { name: 'Your session has ended' })
  await expect.poll(() => page.clock.runFor(1000).then(() => ended.count())).toBe(1)
  const [before] = [refused.length]
  await page.clock.runFor(90_000)
  expect(refused.slice(before)).toEqual([])
  expect(before).toBeLessThan(10)
  await ended.getByLabel('API key').fill(key)
  await ended.getByRole('button', { name: 'Sign in' }).click()
  await ended.waitFor({ state: 'hidden' })
})

test('a change that is refused says that the session has ended, waits, and is done after the sign-in', async () => {
  const { page } = await stage.open({ role: 'operator' })
  const key = await stage.product.makeKey('operator')
  await page.goto('/tenants/shop')
  // It ends just as the change arrives: nothing else on the page has noticed yet.
  const refused = async (route: Route): Promise<void> => {
    await page.context().clearCookies()
    await route.fulfill({ status: 401, json: { code: 'unauthenticated' } })
  }
  await page.route(/\/sync\/run/, refused, { times: 1 })
  await page.getByRole('button', { name: 'Sync now' }).click()
  const ended = page.getByRole('dialog', { name: 'Your session has ended' })
  await ended.getByLabel('API key').fill(key)
  const asked = page.waitForResponse((answer) => /sync\/run/.test(answer.url()) && answer.ok())
  await ended.getByRole('button', { name: 'Sign in' }).click()
  await ended.waitFor({ state: 'hidden' })
  await asked
})

test('an answer that is older than the sign-in does not end the session', async () => {
  const { page, complaints } = await stage.open()
  const { promise: isSignedIn, resolve: signedIn } = Promise.withResolvers<void>()
  let isFirst = true
  await page
    .context()
    .addCookies([{ name: 'ordersync_session', value: `oss_${'x'.repeat(43)}`, url: stage.product.url }])
  await page.route('**/api/v1/session', async (route) => {
    if (route.request().method() !== 'GET' || !isFirst) return route.continue()
    isFirst = false
    const answer = await route.fetch()
    await isSignedIn
    await route.fulfill({ response: answer })
  })
  await page.goto('/sign-in?from=%2Forders%3FtenantId%3Dshop')
  await page.getByLabel('API key').fill(await stage.product.makeKey('operator'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.locator('[data-row-link]').first().waitFor()
  const answered = page.waitForResponse((response) => response.url().endsWith('/session') && response.ok())
  signedIn()
  await answered
  expect(await page.getByRole('dialog', { name: 'Your session has ended' }).count()).toBe(0)
  expect(complaints().filter((text) => !text.includes('401'))).toEqual([])
})

test('tabs share a session: what was typed in one is sent, uncovered or gone as another tab signs in', async () => {
  const { page } = await stage.open({ role: 'operator' })
  const signIn = async (key: string): Promise<void> => {
    const elsewhere = await page.context().newPage()
    await elsewhere.goto('/sign-in')
    await elsewhere.getByLabel('API key').fill(key)
    await elsewhere.getByRole('button', { name: 'Sign in' }).click()
    await elsewhere.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
    await elsewhere.close()
  }
  await page.goto('/orders?tenantId=shop')
  await page.evaluate("document.documentElement.dataset.oidc = 'offered'")
  await page.getByRole('button', { name: 'Import order' }).click()
  const field = page.getByLabel('Amazon order number')
  const send = page.getByRole('button', { name: 'Import', exact: true })
  await field.fill('405-0000000-0000000')

  // Of a sign-in by a program no tab hears: the token of this page is worthless, and nobody told it.
  const data = { key: await stage.product.makeKey('operator') }
  expect((await page.request.post('/api/v1/session', { data })).status()).toBe(200)
  await send.click()
  await page.getByText('Amazon knows no such order of this seller.').waitFor()

  await page.context().clearCookies()
  await send.click()
  const ended = page.getByRole('dialog', { name: 'Your session has ended' })
  await ended.waitFor()
  const provider = ended.getByRole('link', { name: 'Sign in with single sign-on' })
  expect(await provider.getAttribute('target')).toBe('_blank')
  await signIn(await stage.product.makeKey('operator'))
  await ended.waitFor({ state: 'hidden' })
  expect(await field.inputValue()).toBe('405-0000000-0000000')

  await page.context().clearCookies()
  await signIn(await stage.product.makeKey('tenant_reader', 'quiet'))
  await field.waitFor({ state: 'detached' })
  await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
  expect(await page.getByLabel('Tenant').count()).toBe(0)
})

test("a reader sees its own tenant's orders, no other tenant, and nothing that changes something", async () => {
  const { page, complaints } = await stage.open({ role: 'tenant_reader', tenantId: 'shop' })
  await page.goto('/orders')
  await page.locator('[data-row-link]').first().waitFor()
  expect(await page.getByLabel('Tenant').count()).toBe(0)
  expect(await page.getByRole('button', { name: /Sync now|Import order/ }).count()).toBe(0)
  expect(await page.getByTitle('Corner Shop · shop').textContent()).toBe('Corner Shopshop')
  expect(complaints()).toEqual([])
  await page.goto('/orders?tenantId=quiet')
  await page.locator('[data-row-link]').first().waitFor()
  const notice = page.getByText('The address names tenant quiet. Your session sees shop only')
  await notice.waitFor()
  await page.getByRole('button', { name: 'Take it out of the address' }).click()
  await notice.waitFor({ state: 'hidden' })
  expect(new URL(page.url()).search).toBe('')
})

test('signing out leaves nothing behind the back button', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await page.locator('[data-row-link]').first().waitFor()
  await page.getByRole('button', { name: /Account and settings/ }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.getByLabel('API key').waitFor()
  await page.goBack()
  await page.getByLabel('API key').waitFor()
  expect(await page.locator('[data-row-link]').count()).toBe(0)
})

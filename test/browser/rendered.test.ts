import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStage, type Stage, type VisitOptions } from './harness/open-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage({ rendersPages: true })
})
afterAll(() => stage.close())

const rendered = '<script type="application/json" id="rendered">{'
const isScript = /\/assets\/.*\.js$/

/** A browser that was here before: it has told how it shows pages, and what it keeps. */
async function comeAgain(options: VisitOptions) {
  const visit = await stage.open(options)
  await visit.page.goto('/connect')
  const told = async () => {
    const cookies = await visit.page.context().cookies()
    return cookies.find(({ name }) => name === 'ordersync_browser')?.value
  }
  await expect.poll(told).toContain('ordersync-shortcuts')
  return visit
}

/** Opens an address as a document, with no script of the dashboard running until `begin` is called. */
async function openUnbegun(page: Page, address: string) {
  const begun = Promise.withResolvers<void>()
  await page.unroute(isScript)
  await page.route(isScript, async (route) => {
    // What happens before the first paint belongs to the document.
    if (!/start-[\w-]+\.js$/.test(route.request().url())) await begun.promise
    await route.continue()
  })
  // On a machine that is too busy for it, a page is left to the browser.
  for (;;) {
    const answer = await page.goto(address, { waitUntil: 'commit' })
    const document = (await answer?.text()) ?? ''
    if (document.includes(rendered)) return { headers: answer?.headers() ?? {}, begin: () => begun.resolve() }
  }
}

/** What the page asks the API for from now on; streams are not counted. */
function asked(page: Page): readonly string[] {
  const paths: string[] = []
  page.removeAllListeners('request')
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname.startsWith('/api/') && !pathname.endsWith('/stream')) paths.push(pathname)
  })
  return paths
}

/** How React says that a page is not what the server rendered: it throws that away and draws all anew. */
async function marks(page: Page): Promise<() => Promise<boolean>> {
  await page
    .locator('#root > *')
    .first()
    .evaluate((element) => element.setAttribute('data-of-server', ''))
  return () =>
    page
      .locator('[data-of-server]')
      .count()
      .then((count) => count > 0)
}

// A machine that is too busy leaves pages to the browser, and takes them over too late: that is not what these are about.
describe('pages that the server renders', { retry: 2 }, () => {
  test.each([
    ['/orders?tenantId=shop&status=SHIPPED', '[data-row-link]', { timezoneId: 'America/Los_Angeles' }],
    ['/orders?tenantId=shop', '[data-row-link]', { viewport: { width: 390, height: 800 }, locale: 'fr-CA' }],
    ['/fleet', '[data-row-link]', { timezoneId: 'Asia/Tokyo', colorScheme: 'dark' }],
    ['/tenants/shop', 'h1', { timezoneId: 'Pacific/Auckland', locale: 'fr' }],
  ] as const)(
    '%s can be read before any script has run, and is gone on with as it is: %s %j',
    async (address, part, options) => {
      const { page, complaints } = await comeAgain({ role: 'operator', ...options })
      for (;;) {
        const openedAt = performance.now()
        const { headers, begin } = await openUnbegun(page, address)
        expect(headers['cache-control']).toBe('no-store')
        await page.locator(part).first().waitFor()
        const before = await page.locator('#root').textContent()
        expect(before).toMatch(address.startsWith('/orders') ? /\d{3}-\d{7}-\d{7}/ : /Corner Shop/)
        const isOfServer = await marks(page)
        const paths = asked(page)
        begin()
        await expect.poll(() => page.title()).not.toBe('Ordersync')
        // What is older than this is asked for anew: on a busy machine it comes to that.
        if (performance.now() - openedAt > 8000) continue
        expect(await isOfServer()).toBe(true)
        expect(paths).not.toContain('/api/v1/session')
        expect(paths).not.toContain('/api/v1/orders')
        expect(complaints()).toEqual([])
        return
      }
    },
  )

  test('of a fleet that fills the window the same rows are rendered as a browser draws', async () => {
    const authorization = `Bearer ${await stage.product.makeKey('operator')}`
    const tenants = Array.from({ length: 30 }, (_, index) => `many-${index}`)
    for (const tenant of tenants) {
      const url = `${stage.product.url}/api/v1/tenants/${tenant}`
      const answer = await fetch(url, {
        method: 'PUT',
        headers: { authorization, 'content-type': 'application/json' },
        body: JSON.stringify({ displayName: tenant }),
      })
      expect(answer.ok).toBe(true)
    }
    const { page, complaints } = await comeAgain({ role: 'operator' })
    const { begin } = await openUnbegun(page, '/fleet')
    await page.locator('[data-row-link]').first().waitFor()
    const rendered = await page.locator('[data-row-link]').count()
    expect(rendered).toBeGreaterThan(8)
    expect(rendered).toBeLessThan(tenants.length)
    begin()
    await expect.poll(() => page.title()).toContain('Fleet')
    expect(complaints()).toEqual([])
  })

  test('an order is in its document, and what is typed and clicked before the dashboard has begun is done by it', async () => {
    const { page, complaints } = await comeAgain({ role: 'operator' })
    const answer = await page.request.get('/api/v1/orders?tenantId=shop&limit=1')
    const [order] = ((await answer.json()) as { orders: { externalOrderId: string }[] }).orders
    const number = order?.externalOrderId ?? '-'
    const unbegun = await openUnbegun(page, `/orders/${number}?tenantId=shop`)
    await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    unbegun.begin()
    await page.getByText('"orderId"').waitFor()

    const orders = await openUnbegun(page, '/orders?tenantId=shop')
    await page.getByRole('searchbox', { name: 'Search orders' }).fill(number.slice(4, 12))
    orders.begin()
    await expect.poll(() => page.locator('[data-row-link]').allTextContents()).toEqual([number])
    expect(new URL(page.url()).searchParams.get('q')).toBe(number.slice(4, 12))
    expect(complaints()).toEqual([])
  })

  test('a browser that changed since it was last here is shown what it wants now', async () => {
    const { page, complaints } = await comeAgain({ role: 'operator', colorScheme: 'light' })
    await page.goto('/fleet')
    await expect.poll(() => page.title()).toContain('Fleet')
    await page.setViewportSize({ width: 390, height: 800 })
    await page.emulateMedia({ colorScheme: 'dark' })
    const { begin } = await openUnbegun(page, '/orders?tenantId=shop')
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    begin()
    await expect.poll(() => page.locator('table').count()).toBe(0)
    await page.getByRole('heading', { name: 'Orders', exact: true }).waitFor()
    expect(complaints()).toEqual([])
  })

  test('pages of two tenants that are asked for at the same time hold what is their own', async () => {
    const shop = await comeAgain({ role: 'tenant_reader', tenantId: 'shop' })
    const quiet = await comeAgain({ role: 'tenant_reader', tenantId: 'quiet' })
    const open = async ({ page }: typeof shop) => {
      const cookies = await page.context().cookies()
      const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
      for (;;) {
        const answer = await fetch(`${stage.product.url}/orders`, {
          headers: { accept: 'text/html', cookie },
        })
        const document = await answer.text()
        if (document.includes(rendered)) return document
      }
    }
    const documents = await Promise.all([shop, quiet, shop, quiet].map(open))
    for (const [index, document] of documents.entries()) {
      const [own, other] = index % 2 === 0 ? ['Corner Shop', 'Quiet Shop'] : ['Quiet Shop', 'Corner Shop']
      expect(document).toContain(own)
      expect(document).not.toContain(other)
    }
    expect(documents[1]).not.toMatch(/\d{3}-\d{7}-\d{7}/)
  })

  test('a session that has ended leads to the sign-in, and is asked about once', async () => {
    const { page } = await comeAgain({ role: 'tenant_reader', tenantId: 'shop' })
    await page.context().request.delete('/api/v1/session', {
      headers: { 'x-csrf-token': await csrfTokenOf(page) },
    })
    await page
      .context()
      .addCookies([{ name: 'ordersync_session', value: `oss_${'a'.repeat(43)}`, url: stage.product.url }])
    const paths = asked(page)
    await page.goto('/orders?q=405')
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
    expect(new URL(page.url()).searchParams.get('from')).toBe('/orders?q=405')
    expect(paths).toEqual([])
  })

  async function csrfTokenOf(page: Page): Promise<string> {
    const answer = await page.request.get('/api/v1/session')
    return ((await answer.json()) as { csrfToken: string }).csrfToken
  }

  test('the sign-in can be read before any script has run, in the language of a browser that was never here', async () => {
    const key = await stage.product.makeKey('operator')
    const { page, complaints } = await stage.open({ locale: 'fr-FR', colorScheme: 'dark' })
    const { begin } = await openUnbegun(page, '/sign-in?from=%2Ffleet')
    await page.getByRole('heading', { name: 'Connexion' }).waitFor()
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark')
    const isOfServer = await marks(page)
    // Whoever is quicker than the dashboard has signed in all the same.
    await page.locator('input').fill(key)
    await page.keyboard.press('Enter')
    begin()
    await page.locator('[data-row-link]').first().waitFor()
    expect(await isOfServer()).toBe(false)
    expect(new URL(page.url()).pathname).toBe('/fleet')
    expect(complaints()).toEqual([])
  })

  test('a tab of a tenant in which somebody may type is left to the browser', async () => {
    const { page } = await comeAgain({ role: 'operator' })
    const answer = await page.goto('/tenants/shop?tab=audit')
    expect(await answer?.text()).not.toContain('id="rendered"')
    await page.getByLabel('From day (UTC)').waitFor()
  })

  test('what leads to the sign-in with more to say is left to the browser', async () => {
    const { page } = await stage.open()
    const answer = await page.goto('/sign-in?problem=oidc_failed')
    expect(await answer?.text()).not.toContain(rendered)
    await page.getByRole('heading', { name: 'Sign in', exact: true }).waitFor()
  })
})

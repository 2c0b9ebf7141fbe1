import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openStage, type Stage } from './harness/open-stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const rows = (page: Page) => page.locator('[data-row-link]')
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search orders' })
const addressOf = (page: Page) => Object.fromEntries(new URL(page.url()).searchParams)

interface Tracked {
  readonly externalOrderId: string
  readonly packages: readonly { readonly trackingNumber: string; readonly trackingUrl?: string }[]
}

/** An order whose package can be followed. */
async function findTracked(page: Page): Promise<Tracked> {
  const answer = await page.request.get('/api/v1/orders?tenantId=shop&hasTracking=true&limit=200')
  const { orders } = (await answer.json()) as { orders: readonly Tracked[] }
  const found = orders.find(({ packages }) => packages.every(({ trackingUrl }) => trackingUrl !== undefined))
  if (found === undefined) throw new Error('no package can be followed')
  return found
}

test('an order is found by six characters of its number, and its package is followed from the row', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  const { externalOrderId, packages } = await findTracked(page)
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  await search(page).pressSequentially(externalOrderId.slice(4, 10))
  await expect.poll(() => rows(page).allTextContents()).toEqual([externalOrderId])
  expect(addressOf(page)).toEqual({ tenantId: 'shop', q: externalOrderId.slice(4, 10) })

  const [pack] = packages
  const link = page.getByRole('link', { name: new RegExp(pack?.trackingNumber ?? '-') })
  expect(await link.getAttribute('href')).toBe(pack?.trackingUrl)
  await page.context().route(/^https:/, (route) => route.fulfill({ body: 'the page of the carrier' }))
  const [carrier] = await Promise.all([page.context().waitForEvent('page'), link.click()])
  expect(carrier.url()).toBe(pack?.trackingUrl)
  expect(await carrier.evaluate<boolean>('window.opener === null')).toBe(true)
  expect(complaints()).toEqual([])
})

test('an order shows its items, packages, money and history, and the way to Seller Central', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  const { externalOrderId, packages } = await findTracked(page)
  await page.goto('/orders?tenantId=shop&hasTracking=true')
  await page.getByRole('link', { name: externalOrderId }).click()
  await page.getByRole('heading', { name: `Order ${externalOrderId}` }).waitFor()
  for (const part of ['Items', 'Packages', 'Money', 'Timeline', 'Details', 'Buyer', "Amazon's document"]) {
    await page.getByRole('heading', { name: part, exact: true }).waitFor()
  }
  await page.getByText(packages[0]?.trackingNumber ?? '-').waitFor()
  await page.getByText('Order stored for the first time').waitFor()
  const sellerCentral = page.getByRole('link', { name: /Open in Seller Central/ })
  expect(await sellerCentral.getAttribute('href')).toMatch(
    new RegExp(`^https://sellercentral[\\w.-]+/orders-v3/order/${externalOrderId}$`),
  )
  await page.getByRole('button', { name: 'Show', exact: true }).click()
  await page.getByText('"orderId"').waitFor()

  await page.getByRole('main').getByRole('link', { name: 'Orders' }).click()
  await rows(page).first().waitFor()
  expect(addressOf(page)).toEqual({ tenantId: 'shop', hasTracking: 'true' })
  expect(complaints()).toEqual([])
})

test('what is typed and then cleared away is not searched for afterwards', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.clock.install()
  await page.goto('/orders?tenantId=shop&q=405')
  const clear = page.getByRole('button', { name: 'Clear filters' }).first()
  await clear.waitFor()
  await page.clock.pauseAt(Date.now() + 60_000)
  await search(page).pressSequentially('-1')
  await clear.click()
  await expect.poll(() => addressOf(page)).toEqual({ tenantId: 'shop' })
  await expect.poll(() => search(page).inputValue()).toBe('')
  await page.clock.runFor(1000)
  expect(await search(page).inputValue()).toBe('')
  expect(addressOf(page)).toEqual({ tenantId: 'shop' })
})

test('filters live in the address: they survive a reload and the way back', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  await page
    .getByRole('navigation', { name: 'Status' })
    .getByRole('link', { name: /^Shipped/ })
    .click()
  await page.getByRole('button', { name: 'Fulfilment' }).click()
  await page.getByRole('radio', { name: 'Seller' }).click()
  await expect
    .poll(() => addressOf(page))
    .toEqual({ tenantId: 'shop', status: 'SHIPPED', fulfilledBy: 'MERCHANT' })
  await page.reload()
  const statuses = page.locator('td[data-column="status"]')
  await statuses.first().waitFor()
  expect(new Set(await statuses.allTextContents())).toEqual(new Set(['Shipped']))
  await page.goBack()
  await expect.poll(() => addressOf(page)).toEqual({ tenantId: 'shop', status: 'SHIPPED' })
  expect(complaints()).toEqual([])
})

test('keys alone choose among several values: arrows move on, Enter chooses, and the filter opens where it stands', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop&marketplaceId=A1PA6795UKMFR9')
  await rows(page).first().waitFor()
  const press = async (...keys: readonly string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  const isMarked = (name: string) => page.getByRole('radio', { name }).isChecked()
  await page.getByRole('button', { name: 'Tracking' }).focus()
  await press('Enter')
  const any = page.getByRole('radio', { name: 'Any' })
  await expect.poll(() => any.evaluate((radio) => radio === radio.ownerDocument.activeElement)).toBe(true)
  await press('ArrowDown', 'ArrowDown')
  expect(await isMarked('Without tracking')).toBe(true)
  expect(addressOf(page)).toEqual({ tenantId: 'shop', marketplaceId: 'A1PA6795UKMFR9' })
  await press('Enter')
  await expect.poll(() => addressOf(page)).toMatchObject({ hasTracking: 'false' })

  await page.getByRole('button', { name: /^Marketplace/ }).focus()
  await press('Enter')
  const germany = page.getByRole('radio', { name: 'Germany' })
  await expect.poll(() => germany.evaluate((radio) => radio === radio.ownerDocument.activeElement)).toBe(true)
  await press('ArrowUp')
  expect(await isMarked('France')).toBe(true)
  await press('Escape')
  expect(addressOf(page)).toMatchObject({ marketplaceId: 'A1PA6795UKMFR9' })
  expect(complaints()).toEqual([])
})

test('a day that is filtered is the day that the rows show, wherever one is', async () => {
  const { page } = await stage.open({ role: 'operator', timezoneId: 'America/New_York' })
  const answer = await page.request.get('/api/v1/orders?tenantId=shop&limit=200')
  const { orders } = (await answer.json()) as {
    orders: readonly { externalOrderId: string; orderDate: string }[]
  }
  const dayThere = (at: string) =>
    new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeZone: 'America/New_York' }).format(
      new Date(at),
    )
  const late = orders.find(({ orderDate }) => dayThere(orderDate) !== orderDate.slice(0, 10))
  if (late === undefined) throw new Error('no order was placed late in the evening')
  const day = dayThere(late.orderDate)
  const ofThatDay = orders.filter(({ orderDate }) => dayThere(orderDate) === day)
  await page.goto(`/orders?tenantId=shop&dateFrom=${day}&dateTo=${day}`)
  await expect
    .poll(() => rows(page).allTextContents())
    .toEqual(ofThatDay.map((order) => order.externalOrderId))
  await page.getByText(`${ofThatDay.length} of ${ofThatDay.length}`).waitFor()
  const file = await page.request.get(
    (await page.getByRole('link', { name: 'Export CSV' }).getAttribute('href')) ?? '',
  )
  expect(await file.text()).toContain(late.externalOrderId)
})

test('the counts of the tabs are those of the lists behind them', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop&fulfilledBy=MERCHANT')
  const tab = page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: /^Shipped \d/ })
  const count = Number((await tab.textContent())?.replace(/\D/g, ''))
  await tab.click()
  await page.getByText(new RegExp(`\\d+ of ${count}$`)).waitFor()
})

test('pages go forth and back without losing the place', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await rows(page).nth(49).waitFor()
  const first = await rows(page).allTextContents()
  await page.getByRole('button', { name: 'Next' }).click()
  await expect.poll(() => rows(page).first().textContent()).not.toBe(first[0])
  await page.getByText(/^51–\d+ of \d+$/).waitFor()
  const second = await rows(page).allTextContents()
  expect(second.filter((number) => first.includes(number))).toEqual([])
  await page.reload()
  await expect.poll(() => rows(page).allTextContents()).toEqual(second)
  await page.getByRole('button', { name: 'Previous' }).click()
  await expect.poll(() => rows(page).allTextContents()).toEqual(first)
})

test('whoever opens an order far down the page comes back to it', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  const row = rows(page).nth(40)
  const number = await row.textContent()
  await row.scrollIntoViewIfNeeded()
  // Nobody clicks in the same moment: a page is told of having been scrolled with its next frame.
  await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))')
  await row.click()
  await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
  await page.goBack()
  await rows(page).nth(49).waitFor()
  const height = page.viewportSize()?.height ?? 0
  await expect
    .poll(async () => {
      const top = (await row.boundingBox())?.y ?? -1
      return top > 0 && top < height
    })
    .toBe(true)
})

test('whoever reloads an order and goes back is at its row, however far down', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  const row = rows(page).nth(40)
  const number = await row.textContent()
  await row.click()
  const heading = page.getByRole('heading', { name: `Order ${number}` })
  await heading.waitFor()
  await page.reload()
  // Whoever goes back before the dashboard has begun only gets the list.
  await expect.poll(() => page.title()).toContain(number)
  await page.goBack()
  await expect.poll(() => page.evaluate('document.activeElement.textContent')).toBe(number)

  // Who begins to type before the list is there goes on typing.
  await row.click()
  await heading.waitFor()
  await page.reload()
  await expect.poll(() => page.title()).toContain(number)
  const held = Promise.withResolvers<void>()
  await page.route(/\/api\/v1\/orders\?/, async (route) => {
    await held.promise
    await route.continue()
  })
  await page.goBack()
  await search(page).pressSequentially('40')
  held.resolve()
  await rows(page).nth(40).waitFor()
  await page.keyboard.type('5')
  expect(await search(page).inputValue()).toBe('405')
})

test('a second click on Next, before the page is there, turns no further page', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await rows(page).nth(49).waitFor()
  const first = await rows(page).allTextContents()
  let arrive = (): void => {}
  const isWanted = new Promise<void>((resolve) => {
    arrive = resolve
  })
  await page.route(/orders\?.*after=/, async (route) => {
    await isWanted
    await route.continue()
  })
  const next = page.getByRole('button', { name: 'Next' })
  await next.click()
  await expect.poll(() => addressOf(page).after).toBeTruthy()
  const address = page.url()
  await next.click({ force: true })
  arrive()
  await expect.poll(() => rows(page).first().textContent()).not.toBe(first[0])
  expect(page.url()).toBe(address)
  await page.getByRole('button', { name: 'Previous' }).click()
  await expect.poll(() => rows(page).allTextContents()).toEqual(first)
  expect(addressOf(page)).toEqual({ tenantId: 'shop' })
})

test('what is filtered is exported as CSV', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop&hasTracking=true')
  await rows(page).first().waitFor()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('orders-shop.csv')
  const [header, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split(/\r?\n/)
  const column = header?.split(',').indexOf('external_order_id') ?? -1
  expect(column).toBeGreaterThan(-1)
  const exported = new Set(lines.map((line) => line.split(',')[column]))
  const filtered = await page.request.get('/api/v1/orders?tenantId=shop&hasTracking=true&limit=200')
  const { orders, next } = (await filtered.json()) as { orders: readonly Tracked[]; next: string | null }
  expect(next).toBeNull()
  expect([...exported].toSorted()).toEqual(orders.map((order) => order.externalOrderId).toSorted())
  expect(complaints()).toEqual([])
})

test('keys alone find, walk, open and explain', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  const focused = () => page.evaluate<string>('document.activeElement.textContent')
  const numbers = await rows(page).allTextContents()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  expect(await focused()).toBe(numbers[1])
  await page.keyboard.press('k')
  expect(await focused()).toBe(numbers[0])
  await page.keyboard.press('/')
  await page.keyboard.type('jk')
  expect(await search(page).inputValue()).toBe('jk')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Tab')
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: `Order ${numbers[0]}` }).waitFor()
  await expect.poll(focused).toBe(`Order ${numbers[0]}`)
  await page.goBack()
  await expect.poll(focused).toBe(numbers[0])
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: `Order ${numbers[1]}` }).waitFor()
  await page.getByRole('heading', { name: 'Timeline' }).waitFor()
  await expect.poll(focused).toBe(`Order ${numbers[1]}`)
  await page.getByRole('main').getByRole('link', { name: 'Orders' }).click()
  await expect.poll(focused).toBe(numbers[1])
  expect(complaints()).toEqual([])
})

test("the browser's language is spoken, and another one when it is chosen by hand", async () => {
  const { page, complaints } = await stage.open({ role: 'operator', locale: 'fr-FR' })
  await page.goto('/orders?tenantId=shop&status=SHIPPED')
  await page.getByRole('heading', { name: 'Commandes' }).waitFor()
  await page.locator('td[data-column="status"]').first().getByText('Expédiée').waitFor()
  expect(await page.evaluate<string>('document.documentElement.lang')).toBe('fr')
  expect(await page.locator('td[data-column="total"]').first().textContent()).toMatch(/\d,\d\d\s€$/)
  await page.getByRole('button', { name: /Compte et réglages/ }).click()
  await page.getByText('English').click()
  await page.getByRole('heading', { name: 'Orders' }).waitFor()
  await page.reload()
  await page.getByRole('heading', { name: 'Orders' }).waitFor()
  expect(complaints()).toEqual([])
})

test('a sync can be asked for exactly where it can work, by the name of the seller account', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  const seller = stage.product.journey.simulator.fleet.roster.find(({ tenantId }) => tenantId === 'shop')
  await page.goto('/orders?tenantId=shop')
  const button = page.getByRole('button', { name: /Sync now/ })
  await button.waitFor()
  expect(await button.textContent()).toContain(seller?.sellerId)
  let asked = 0
  page.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/orders/sync/run')) asked += 1
  })
  await button.dblclick()
  await page.getByText(/^Synced: \d+ orders? read\.$|Amazon's limit is reached/).waitFor()
  expect(asked).toBe(1)
  // Whoever goes to another page hears of it there, by the name of the account.
  const refused = Promise.withResolvers<void>()
  await page.route(/\/orders\/sync\/run$/, async (route) => {
    await refused.promise
    const body = JSON.stringify({ code: 'not_connected', detail: 'no', requestId: 'req_1' })
    await route.fulfill({ status: 409, contentType: 'application/problem+json', body })
  })
  await button.click()
  await page.getByRole('link', { name: 'Fleet' }).click()
  await page.getByRole('heading', { name: 'Fleet' }).waitFor()
  refused.resolve()
  await page.getByText(`Seller ${seller?.sellerId} · EU: Nothing is connected`).waitFor()
  const move = (status: string) =>
    stage.product.ordersync.db.of('quiet').query('UPDATE ordersync.connections SET status = $1', [status])
  for (const [status, text] of [
    ['paused', 'Paused on request'],
    ['reauthorization_required', 'Amazon no longer accepts the authorisation'],
  ] as const) {
    await move(status)
    let isKnown = false
    page.on('response', (answer) => {
      isKnown ||= answer.url().endsWith('/tenants/quiet/connections')
    })
    const document = await page.goto('/orders?tenantId=quiet')
    // The server renders what it knows, too.
    isKnown ||= (await document?.text())?.includes('id="rendered">{') === true
    await expect.poll(() => isKnown).toBe(true)
    await page.getByText(text).first().waitFor()
    expect(await page.getByRole('button', { name: /Sync now|Import order/ }).count()).toBe(0)
  }
  await move('connected')
  await page.goto('/orders?tenantId=alone')
  await page.getByText('No Amazon account is connected').waitFor()
  expect(await page.getByRole('button', { name: /Sync now|Import order/ }).count()).toBe(0)
  // The refusal is written into the console by the browser itself.
  expect(complaints().filter((line) => !line.includes('/orders/sync/run'))).toEqual([])
})

/** An order of the shop that Amazon has and that is not stored yet. */
async function findUnknown(): Promise<string> {
  const { product } = stage
  const { sellerId = '' } = product.simulator.fleet.roster[0] ?? {}
  const { rows: stored } = await product.ordersync.db
    .of('shop')
    .query<{ id: string }>('SELECT external_order_id AS id FROM ordersync.orders')
  const known = new Set(stored.map(({ id }) => id))
  const found = [...product.simulator.control.truth({ sellerId })].find(({ orderId }) => !known.has(orderId))
  if (found === undefined) throw new Error('every order is stored')
  return found.orderId
}

test('an order older than what is synced is imported by its number; one that does not exist is explained', async () => {
  const { page } = await stage.open({ role: 'operator' })
  const old = await findUnknown()
  await page.goto('/orders?tenantId=shop')
  await page.getByRole('button', { name: 'Import order' }).click()
  const field = page.getByLabel('Amazon order number')
  await field.fill('405')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Amazon order numbers look like 405-1234567-1234567.').waitFor()
  await field.fill('405-0000000-0000000')
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByText('Amazon knows no such order of this seller.').waitFor()
  expect(await field.inputValue()).toBe('405-0000000-0000000')
  await field.fill(old)
  await page.getByRole('button', { name: 'Import', exact: true }).click()
  await page.getByRole('heading', { name: `Order ${old}` }).waitFor()
})

test('whoever chooses another tenant before an import has ended stays there, is told, and finds the order by the link', async () => {
  const { page } = await stage.open({ role: 'operator' })
  const old = await findUnknown()
  const held = Promise.withResolvers<void>()
  await page.route(/import-one/, async (route) => {
    await held.promise
    await route.continue()
  })
  await page.goto('/orders?tenantId=shop')
  await page.getByRole('button', { name: 'Import order' }).click()
  const field = page.getByLabel('Amazon order number')
  await field.fill(old)
  await field.press('Enter')
  await expect.poll(() => field.isEditable()).toBe(false)
  await page.keyboard.press('Escape')
  await page.getByRole('combobox', { name: 'Tenant' }).fill('quiet')
  await page.getByRole('option', { name: /Quiet Shop/ }).click()
  await expect.poll(() => addressOf(page)).toEqual({ tenantId: 'quiet' })
  held.resolve()
  const told = page.getByRole('alert').filter({ hasText: `Order ${old} is stored.` })
  await told.waitFor()
  expect(new URL(page.url()).pathname).toBe('/orders')
  await told.getByRole('link', { name: 'Open it' }).click()
  await page.getByRole('heading', { name: `Order ${old}` }).waitFor()
  expect(addressOf(page)).toEqual({ tenantId: 'shop' })
})

test('columns and density are kept in the browser', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  await page.getByRole('button', { name: 'View' }).click()
  await page.getByRole('checkbox', { name: 'Ship by' }).click()
  await page.getByText('Compact').click()
  await page.reload()
  await rows(page).first().waitFor()
  expect(await page.getByRole('columnheader', { name: 'Ship by' }).count()).toBe(0)
  expect(await page.locator('table[data-density="compact"]').count()).toBe(1)
})

test('an order known in outline says that its details follow, and tells nothing that nobody knows', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  const { rows: outlines } = await stage.product.ordersync.db.of('shop').query<{ id: string }>(
    `WITH oldest AS (SELECT id FROM ordersync.orders WHERE NOT has_tracking ORDER BY order_date LIMIT 1)
     UPDATE ordersync.orders SET detail_level = 'outline', detail_next_try_at = now() + interval '1 day',
       order_status = 'SHIPPED', total_amount = NULL, total_currency = NULL, ship_by_earliest = NULL, ship_by_latest = NULL
     WHERE id = (SELECT id FROM oldest) RETURNING external_order_id AS id`,
  )
  const number = String(outlines[0]?.id)
  await page.goto(`/orders?tenantId=shop&hasTracking=false&q=${number}`)
  await page.locator('td[data-column="tracking"]').getByText('Details follow').waitFor()
  await page.getByText('Among these are orders whose details are not fetched yet').waitFor()
  await rows(page).click()
  await page.getByText('Not fetched from Amazon yet.').first().waitFor()
  expect(await page.getByText('Ship by', { exact: true }).count()).toBe(0)
  expect(complaints()).toEqual([])
})

test('on a laptop every column is in sight, and room is left for what was ordered', async () => {
  const { page } = await stage.open({
    role: 'operator',
    locale: 'fr-FR',
    viewport: { width: 1366, height: 768 },
  })
  await page.goto('/orders?tenantId=shop&hasTracking=true')
  const items = page.locator('td[data-column="items"]').first()
  await items.waitFor()
  const overflow = await page.evaluate<number>(
    `(({ scrollWidth, parentElement }) => scrollWidth - parentElement.clientWidth)(document.querySelector('table'))`,
  )
  expect(overflow).toBeLessThanOrEqual(0)
  expect((await items.boundingBox())?.width).toBeGreaterThan(200)
})

test('the buyer is shown on demand to whoever may know, with the day of its deletion, and each look is recorded', async () => {
  const { page, complaints } = await stage.open({ role: 'operator', canReadBuyers: true })
  const headers = { authorization: `Bearer ${await stage.product.makeKey('operator')}` }
  const listed = await page.request.get('/api/v1/tenants/shop/connections', { headers })
  const [connection] = ((await listed.json()) as { connections: readonly { connectionId: string }[] })
    .connections
  const changed = await page.request.patch(`/api/v1/tenants/shop/connections/${connection?.connectionId}`, {
    headers,
    data: { includeBuyerData: true },
  })
  expect(changed.status()).toBe(200)
  const { rows: newest } = await stage.product.ordersync.db
    .of('shop')
    .query<{ id: string }>(
      `SELECT external_order_id AS id FROM ordersync.orders WHERE order_status = 'SHIPPED' ORDER BY order_date DESC LIMIT 2`,
    )
  const orderRef = String(newest[0]?.id)
  const data = { tenantId: 'shop', orderRef }
  expect((await page.request.post('/api/v1/orders/import-one', { headers, data })).status()).toBe(200)

  const open = async (id: unknown): Promise<void> => {
    await page.evaluate(`history.pushState(null, '', '/orders/${id}?tenantId=shop')`)
    await page.getByRole('heading', { name: `Order ${id}` }).waitFor()
    await page.getByRole('heading', { name: 'Buyer' }).waitFor()
  }
  await page.goto('/orders?tenantId=shop')
  await rows(page).first().waitFor()
  const other = newest[1]?.id
  await open(other)
  await open(orderRef)
  expect(await page.getByText('Will be deleted on').count()).toBe(0)
  await page.getByRole('button', { name: 'Show the buyer' }).click()
  await page.getByText(/Will be deleted on .*This look was recorded\./).waitFor()
  const audit = await stage.product.journey.database.admin.query(
    `SELECT FROM ordersync.audit_log WHERE subject = $1 AND allowed`,
    [`buyer of orderId=${orderRef}`],
  )
  expect(audit.rowCount).toBe(1)
  // What is known of the next order already is there at once; the buyer is that of the order it was asked for.
  await open(other)
  await page.getByRole('button', { name: 'Show the buyer' }).waitFor()
  expect(await page.getByText('This look was recorded.').count()).toBe(0)
  expect(complaints()).toEqual([])
})

import { chaosFleet } from '@ordersync/simulator'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { saveTenant } from '../../src/store/tenants.ts'
import { type JourneyApi, openJourneyApi } from '../api-of-journey.ts'
import { type Journey, minutes, startJourney } from '../journey.ts'
import { openBrowser } from './harness/open-browser.ts'

// The simulated Seller Central is another origin than ours, as Amazon's is: the browser really leaves and comes back.
const [seller] = chaosFleet('consent', 1, { ordersPerMonth: 60, historyDays: 5 }).sellers
const germany = 'A1PA6795UKMFR9'

let journey: Journey
let api: JourneyApi
let browser: Browser
let page: Page
beforeAll(async () => {
  journey = await startJourney({ fleet: { sellers: seller === undefined ? [] : [seller], roster: [] } })
  api = await openJourneyApi(journey)
  await saveTenant(journey.database.of('acme'), 'acme')
  browser = await openBrowser()
  page = await browser.newPage()
  page.setDefaultTimeout(30_000)
}, 120_000)
afterAll(async () => {
  await browser.close()
  await api.close()
  await journey.close()
})

/** The whole way of a seller: to Amazon, agree, and back. Answers the connection's id. */
async function connect(): Promise<string> {
  const path = '/tenants/acme/connections/authorize'
  const { body } = await api.call(api.operator, 'POST', path, { marketplaceId: germany })
  await page.goto(body.authorizeUrl)
  expect(new URL(page.url()).origin).not.toBe(api.url)
  await page.selectOption('#seller', seller?.sellerId ?? '')
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.waitForURL('**/connect/done?**')
  const { origin, searchParams } = new URL(page.url())
  expect(origin).toBe(api.url)
  expect(await page.textContent('body')).toContain('Amazon is connected')
  return searchParams.get('connectionId') ?? ''
}

const viewOf = async () =>
  (await api.call(api.operator, 'GET', '/tenants/acme/connections')).body.connections[0]
const watermark = async () => (await journey.status('acme')).connections[0]?.lastUpdatedAfter

test('connect, renew, be revoked at Amazon, reconnect: all of it in a browser, and the sync goes on where it stood', async () => {
  const connectionId = await connect()
  expect(await viewOf()).toMatchObject({ connectionId, status: 'connected' })
  expect(await journey.sync('acme')).toMatchObject({ outcome: { status: 'success' } })
  expect((await journey.status('acme')).orders).toBeGreaterThan(0)
  const first = await watermark()

  await journey.advance(minutes(10))
  expect(await connect()).toBe(connectionId)
  expect(await watermark()).toBe(first)

  journey.simulator.control.revokeAuthorization(seller?.sellerId ?? '')
  await journey.advance(minutes(10))
  expect(await journey.sync('acme')).toMatchObject({ outcome: { reasonCode: 'TOKEN_REVOKED' } })
  expect(await viewOf()).toMatchObject({
    status: 'reauthorization_required',
    health: { state: 'action_required', message: expect.stringMatching(/must reconnect Amazon/) },
  })
  const stood = await watermark()

  await journey.advance(minutes(60))
  expect(await connect()).toBe(connectionId)
  expect(await watermark()).toBe(stood)
  expect(await journey.sync('acme')).toMatchObject({ outcome: { status: 'success' } })
  expect(await watermark()).not.toBe(stood)
}, 150_000)

test('the way back opened a second time is refused, calmly', async () => {
  const visited: string[] = []
  page.on('request', (request) => visited.push(request.url()))
  await connect()
  const callback = visited.find((url) => url.includes('/amazon/oauth/callback')) ?? ''
  await page.goto(callback)
  expect(await page.textContent('body')).toContain('used already')
}, 150_000)

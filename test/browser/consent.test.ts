import { createSeller } from '@ordersync/simulator'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findTenant, saveTenant } from '../../src/store/tenants.ts'
import { openStage, type Stage } from './harness/open-stage.ts'
import { testFleet } from './harness/test-fleet.ts'

// The simulated Seller Central is another origin than ours, as Amazon's is: the browser really leaves and comes back.
const agreeing = createSeller('browser', 'agreeing', {
  name: 'Agreeing Shop',
  ordersPerMonth: 60,
  historyDays: 25,
})
const owner = createSeller('browser', 'owner', {
  name: 'Own Application',
  ordersPerMonth: 30,
  historyDays: 20,
})

let stage: Stage
beforeAll(async () => {
  const { sellers, roster } = testFleet()
  stage = await openStage({
    fleet: { sellers: [...sellers, agreeing, owner], roster },
    initialSyncDays: 5,
    initialBackfillDays: 25,
  })
})
afterAll(() => stage.close())

async function choose(page: Page, label: string, text: string): Promise<void> {
  await page.getByRole('combobox', { name: label }).fill(text)
  await page.getByRole('option', { name: text }).click()
}

/** From "Continue to Amazon" to the page where the browser comes back to. */
async function agree(page: Page, sellerId: string): Promise<void> {
  await page.getByRole('button', { name: 'Continue to Amazon' }).dblclick()
  await page.waitForURL('**/apps/authorize/**')
  expect(new URL(page.url()).origin).not.toBe(stage.product.url)
  await page.selectOption('#seller', sellerId)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.waitForURL('**/connect/done?**')
}

const connectionOf = async (tenantId: string) => (await stage.product.journey.status(tenantId)).connections[0]

test('a new tenant is connected at Amazon, its first orders appear by themselves, history fills behind them', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  await page.goto('/fleet')
  await page.getByRole('link', { name: 'Connect a seller' }).click()
  await page.getByText('A new one', { exact: true }).click()
  await page.getByText('Give the new tenant a name and an id first.').first().waitFor()
  await page.getByLabel('Name', { exact: true }).fill('Agreeing & Söhne')
  expect(await page.getByLabel('Id', { exact: true }).inputValue()).toBe('agreeing-sohne')
  await choose(page, 'Marketplace', 'Germany')
  const visited: string[] = []
  page.on('request', (request) => visited.push(`${request.method()} ${request.url()}`))
  await agree(page, agreeing.sellerId)
  expect(visited.filter((call) => call.endsWith('/authorize') && call.startsWith('POST'))).toHaveLength(1)

  await page.getByRole('heading', { name: 'Amazon is connected' }).waitFor()
  await page.getByText(agreeing.sellerId).first().waitFor()
  const order = page.getByRole('list', { name: 'Newest orders' }).getByRole('link').first()
  await order.waitFor()
  await page.getByRole('progressbar', { name: 'History' }).waitFor()
  await expect
    .poll(async () => {
      const { orders } = await stage.product.journey.status('agreeing-sohne')
      return Number(await page.locator('[data-count]').getAttribute('data-count')) - orders
    })
    .toBe(0)
  const number = await order.textContent()
  await order.click()
  await page.getByRole('heading', { name: `Order ${number}` }).waitFor()
  expect(complaints()).toEqual([])

  const callback = visited.find((call) => call.includes('/amazon/oauth/callback')) ?? ''
  await page.goto(callback.replace('GET ', ''))
  await page.getByText('This consent was used already.').waitFor()
  await page.getByRole('link', { name: 'Connect again' }).click()
  await page.getByRole('heading', { name: 'Connect Amazon' }).waitFor()
})

test('a tenant that somebody else made meanwhile is neither renamed nor given the seller of another', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/connect')
  await page.getByText('A new one', { exact: true }).click()
  await page.getByLabel('Name', { exact: true }).fill('ACME!')
  await choose(page, 'Marketplace', 'Germany')
  const acme = stage.product.journey.database.of('acme')
  await saveTenant(acme, 'Acme')
  await page.getByRole('button', { name: 'Continue to Amazon' }).click()
  await page.getByText('There is a tenant with this id.').first().waitFor()
  expect(await findTenant(acme)).toMatchObject({ displayName: 'Acme' })
  expect(new URL(page.url()).pathname).toBe('/connect')
})

test('a seller who withdrew the consent is explained, reconnects, and the sync goes on where it stood', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  const before = await connectionOf('agreeing-sohne')
  stage.product.simulator.control.revokeAuthorization(agreeing.sellerId)
  await page.goto('/tenants/agreeing-sohne')
  await page.getByRole('button', { name: 'Sync now' }).click()
  await page.getByText('the seller must reconnect Amazon').first().waitFor()
  const stood = (await connectionOf('agreeing-sohne'))?.lastUpdatedAfter

  await page.getByRole('link', { name: 'Reconnect Amazon' }).last().click()
  await page.getByText(`Sign in at Amazon as seller ${agreeing.sellerId}`).waitFor()
  expect(await page.getByRole('combobox', { name: 'Marketplace' }).inputValue()).not.toBe('')
  await agree(page, agreeing.sellerId)
  await page.getByRole('link', { name: 'Tenant' }).click()
  await page.getByText('Current', { exact: true }).first().waitFor()
  const after = await connectionOf('agreeing-sohne')
  expect(after?.connectionId).toBe(before?.connectionId)
  expect(String(after?.lastUpdatedAfter) >= String(stood)).toBe(true)
  expect(complaints()).toEqual([])
})

test('a token that Amazon refuses leaves everything typed as it was; the right one connects', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/connect?tenantId=alone&by=token')
  await page.getByRole('combobox', { name: 'Region' }).click()
  await page.getByRole('option', { name: 'Europe' }).click()
  await page.getByLabel('Selling partner id').fill(owner.sellerId)
  await page.getByPlaceholder('Atzr|…').fill('Atzr|not-the-right-one')
  await page.getByRole('button', { name: 'Connect', exact: true }).dblclick()
  await page.getByText('Amazon refuses this refresh token.').waitFor()
  expect(await page.getByLabel('Selling partner id').inputValue()).toBe(owner.sellerId)
  await page.getByPlaceholder('Atzr|…').fill(owner.refreshTokens[0] ?? '')
  await page.getByRole('button', { name: 'Connect', exact: true }).click()
  await page.getByRole('heading', { name: 'Amazon is connected' }).waitFor()
  await page.getByRole('list', { name: 'Newest orders' }).getByRole('link').first().waitFor()
  expect(page.url()).not.toContain('Atzr')
})

test('the seller of another tenant is refused; the operator may allow both', async () => {
  const { page } = await stage.open({ role: 'operator' })
  await page.goto('/connect?tenantId=quiet&marketplaceId=A1PA6795UKMFR9')
  await agree(page, owner.sellerId)
  await page.getByText('Another tenant has connected this seller. You can allow both below.').waitFor()
  await page.getByRole('link', { name: 'Connect again and allow both' }).click()
  expect(
    await page.getByRole('checkbox', { name: 'Another tenant may have this seller too' }).isChecked(),
  ).toBe(true)
  await agree(page, owner.sellerId)
  await page.getByRole('heading', { name: 'Amazon is connected' }).waitFor()
})

test('from the Appstore: sign in, choose the tenant, agree, and the orders come', async () => {
  const { page } = await stage.open()
  await page.goto(`${stage.product.simulator.url}/apps/store/authorize?seller=${agreeing.sellerId}`)
  await page.getByLabel('API key').fill(await stage.product.makeKey('tenant_admin', 'agreeing-sohne'))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.getByText(`Seller ${agreeing.sellerId} is connected to the tenant`).waitFor()
  await choose(page, 'Marketplace', 'France')
  await page.getByRole('button', { name: 'Continue to Amazon' }).click()
  await page.getByRole('heading', { name: 'Amazon is connected' }).waitFor()
})

test('a seller who is nobody here ends on a calm page that names no tenant', async () => {
  const { page, complaints } = await stage.open()
  for (const [address, text] of [
    ['/connect/done?tenantId=shop&connectionId=con_1', 'You can close this page.'],
    ['/connect/done?tenantId=shop&problem=consent_other_region', 'sells in another region'],
    ['/connect/done?problem=%3Cscript%3E', 'Amazon is not connected'],
  ] as const) {
    await page.goto(address)
    await page.getByText(text).first().waitFor()
    expect(await page.locator('body').textContent()).not.toMatch(/Corner Shop|tenantId/)
  }
  expect(complaints()).toEqual([])
})

test('a reader finds no way to connect', async () => {
  const { page } = await stage.open({ role: 'tenant_reader', tenantId: 'shop' })
  await page.goto('/connect?tenantId=alone')
  await page.getByText('This page is not for you').waitFor()
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { disabledReasons } from '../../src/domain/webhook-disabling.ts'
import { type Receiver, startReceiver } from '../webhook-receiver.ts'
import { openStage, type Stage } from './harness/open-stage.ts'

let stage: Stage
let receiver: Receiver
beforeAll(async () => {
  stage = await openStage()
  receiver = await startReceiver()
})
afterAll(async () => {
  await stage.close()
  await receiver.close()
})

const dialog = (page: Page, name: string) => page.getByRole('dialog', { name })

/** Holds back what the page asks for until somebody lets it go. */
async function holdBack(page: Page, method: string, url: RegExp) {
  const held = Promise.withResolvers<void>()
  const asked = Promise.withResolvers<void>()
  await page.route(url, async (route) => {
    if (route.request().method() !== method) return route.fallback()
    asked.resolve()
    await held.promise
    await route.continue()
  })
  return { asked: asked.promise, release: () => held.resolve() }
}

test('a webhook is added, its secret shown once, tried, paused; what was given up is sent again', async () => {
  const { page, complaints } = await stage.open({ role: 'tenant_admin', tenantId: 'shop' })
  await page.goto('/tenants/shop?tab=webhooks')
  await page.getByText('No webhook yet').waitFor()
  await page.getByRole('button', { name: 'Add webhook' }).click()
  await page.getByLabel('Address').fill('ftp://example.com/hooks')
  await page.getByRole('button', { name: 'Add', exact: true }).click()
  await page.getByText('It must use https.').waitFor()
  expect(await page.getByLabel('Address').inputValue()).toBe('ftp://example.com/hooks')
  await page.getByLabel('Address').fill(receiver.url)
  await page.getByLabel('changed').uncheck()
  const adding = await holdBack(page, 'POST', /\/api\/v1\/webhooks$/)
  await page.getByRole('button', { name: 'Add', exact: true }).dblclick()
  await adding.asked
  // Whoever loses patience now would never see the secret of the webhook that there will be.
  await page.getByLabel('Address').press('x')
  await page.keyboard.press('Escape')
  const listing = await holdBack(page, 'GET', /\/api\/v1\/webhooks\?/)
  adding.release()
  const secret = await dialog(page, 'The webhook is there').locator('code').textContent()
  expect(secret).toMatch(/^whsec_/)
  listing.release()
  await page.getByRole('button', { name: 'I have kept it' }).click()
  expect(await page.locator('body').textContent()).not.toContain(secret)

  await page.locator('[data-row-link]').click()
  expect(await page.locator('[data-row-link]').count()).toBe(1)
  const drawer = dialog(page, 'Webhook')
  expect(await drawer.getByLabel('created').isChecked()).toBe(true)
  expect(await drawer.getByLabel('changed').isChecked()).toBe(false)
  // A second tick, before the first one is stored, counts as well.
  const ticking = await holdBack(page, 'PATCH', /\/api\/v1\/webhooks\//)
  await drawer.getByLabel('shipped').click()
  await ticking.asked
  await drawer.getByLabel('cancelled').click()
  await expect.poll(() => drawer.getByRole('checkbox', { checked: true }).count()).toBe(3)
  ticking.release()
  const { admin } = stage.product.journey.database
  await expect
    .poll(async () => (await admin.query('SELECT events FROM ordersync.webhooks')).rows[0]?.events)
    .toEqual(['order.created', 'order.shipped', 'order.cancelled'])
  await drawer.getByRole('button', { name: 'Send a test' }).click()
  await drawer.getByRole('table', { name: 'Deliveries' }).getByText('Delivered').waitFor()
  expect(receiver.received).toHaveLength(1)

  await admin.query(`UPDATE ordersync.webhook_deliveries SET state = 'dead' WHERE tenant_id = 'shop'`)
  await drawer.getByRole('button', { name: 'Send 1 again' }).click()
  await expect.poll(() => receiver.received.length).toBe(2)
  await drawer.getByRole('button', { name: 'Pause' }).click()
  await drawer.getByRole('button', { name: 'Resume' }).waitFor()
  await drawer.getByRole('button', { name: 'New secret …' }).click()
  const rotating = await holdBack(page, 'POST', /rotate-secret$/)
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  await rotating.asked
  await page.keyboard.press('Escape')
  rotating.release()
  const rotated = dialog(page, 'Make a new secret?')
  await rotated.locator('code').waitFor()
  await page.keyboard.press('Escape')
  expect(await rotated.locator('code').textContent()).not.toBe(secret)
  await page.getByRole('button', { name: 'I have kept it' }).click()
  await rotated.waitFor({ state: 'hidden' })
  await drawer.getByRole('button', { name: 'New secret …' }).press('Escape')
  await drawer.waitFor({ state: 'hidden' })

  const disable = (reason: string) =>
    admin.query(
      `UPDATE ordersync.webhooks SET status = 'disabled', disabled_reason = $1 WHERE tenant_id = 'shop'`,
      [reason],
    )
  await disable(disabledReasons.fell_behind)
  await page.reload()
  await page.locator('[data-row-link]').click()
  await drawer.getByText('It fell behind the changes that are kept.').waitFor()
  await drawer.getByRole('button', { name: /^Resume, leave out/ }).click()
  await dialog(page, 'Leave out what it missed?').getByRole('button', { name: 'Cancel' }).click()
  await drawer.getByText('Switched off', { exact: true }).waitFor()
  await drawer.getByRole('button', { name: /^Resume, leave out/ }).click()
  await page.getByRole('button', { name: 'Resume without them' }).click()
  await drawer.getByText('Active', { exact: true }).waitFor()
  // The refused address is written into the console by the browser itself.
  expect(complaints().filter((line) => !line.includes('/api/v1/webhooks'))).toEqual([])
})

test('a key is made, shown once though no list can be read, opens the door, and is revoked for good', async () => {
  const { page, complaints } = await stage.open({ role: 'operator' })
  const listed = page.waitForResponse(/\/api-keys\?/)
  await page.goto('/tenants/shop?tab=keys')
  await listed
  const listing = await holdBack(page, 'GET', /\/api-keys\?/)
  await page.getByRole('button', { name: 'New key' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Night report')
  await page.getByLabel('May read who bought').check()
  await page.getByRole('button', { name: 'Make the key' }).dblclick()
  const key = (await dialog(page, 'The key is made').locator('code').textContent()) ?? ''
  listing.release()
  await page.getByRole('button', { name: 'I have kept it' }).click()
  const status = async (): Promise<number> => {
    const headers = { authorization: `Bearer ${key}` }
    return (await fetch(`${stage.product.url}/api/v1/orders?limit=1`, { headers })).status
  }
  expect(await status()).toBe(200)
  const row = page.getByRole('row').filter({ hasText: 'Night report' })
  expect(await row.textContent()).toContain('may read')
  expect(await row.count()).toBe(1)
  await page.getByRole('button', { name: 'Revoke Night report' }).click()
  await dialog(page, 'Revoke Night report?').getByRole('button', { name: 'Revoke' }).click()
  await row.getByText('Revoked').waitFor()
  expect(await status()).toBe(401)
  expect(complaints()).toEqual([])
})

test('the audit log is narrowed down by the address, and exported as it is seen', async () => {
  const { page, complaints } = await stage.open({ role: 'tenant_admin', tenantId: 'shop' })
  const headers = { authorization: `Bearer ${await stage.product.makeKey('tenant_admin', 'shop')}` }
  await fetch(`${stage.product.url}/api/v1/api-keys/key_nobody`, { method: 'DELETE', headers })
  await fetch(`${stage.product.url}/api/v1/orders?tenantId=quiet`, { headers })
  await page.goto('/tenants/shop?tab=audit')
  await page.getByRole('combobox', { name: 'Kind' }).click()
  await page.getByRole('option', { name: 'Removed (DELETE)' }).click()
  const rows = page.getByRole('table', { name: 'Audit log' }).getByRole('row')
  await expect
    .poll(async () => (await rows.allTextContents()).slice(1).every((text) => text.includes('DELETE')))
    .toBe(true)
  expect(await rows.count()).toBeGreaterThan(1)
  expect(new URL(page.url()).searchParams.get('method')).toBe('DELETE')
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export CSV' }).click(),
  ])
  expect(new URL(download.url()).searchParams.get('action')).toBe('DELETE')
  await page.goto('/tenants/shop?tab=audit&allowed=no')
  await page.getByText('From day (UTC)', { exact: true }).waitFor()
  const refused = rows.filter({ hasText: 'Refused' }).first()
  expect(await refused.textContent()).toContain('other_tenant')

  const from = page.getByLabel('From day (UTC)')
  await from.focus()
  await page.keyboard.type('03052026')
  expect(await from.inputValue()).toBe('2026-03-05')
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).searchParams.get('from')).toBe('2026-03-05')
  await page.getByLabel('To day (UTC)').focus()
  await page.keyboard.type('01012026')
  await page.getByLabel('To day (UTC)').blur()
  await page.getByText('No entry fits').waitFor()
  expect(new URL(page.url()).searchParams.get('to')).toBe('2026-01-01')
  expect(complaints()).toEqual([])
})

test('a reader has none of these tabs, whatever the address says', async () => {
  const { page, complaints } = await stage.open({ role: 'tenant_reader', tenantId: 'shop' })
  for (const tab of ['webhooks', 'keys', 'audit']) {
    await page.goto(`/tenants/shop?tab=${tab}`)
    await page
      .getByText(/^Everything up to/)
      .first()
      .waitFor()
    await page.getByText('is not for you: it takes an admin of the tenant').waitFor()
  }
  expect(await page.getByRole('link', { name: /Webhooks|API keys|Audit/ }).count()).toBe(0)
  expect(complaints()).toEqual([])
})

test('the tour leads through the pages once, is dismissed for good, and can be had again', async () => {
  const { page, complaints } = await stage.open({ role: 'operator', isFirstVisit: true })
  await page.goto('/fleet')
  const tour = page.getByRole('region', { name: 'Tour' })
  await tour.getByRole('button', { name: 'Show me around' }).click()
  await page.getByRole('heading', { name: 'Fleet' }).waitFor()
  await tour.getByRole('button', { name: 'Next' }).click()
  await page.waitForURL('**/fleet?health=failing**')
  await page.reload()
  await tour.getByText('3 of 5').waitFor()
  await page.locator('[data-row-link]').first().waitFor()
  await tour.getByRole('button', { name: 'Next' }).click()
  await page.waitForURL('**/orders?tenantId=shop')
  await page.getByRole('searchbox', { name: 'Search orders' }).waitFor()
  await tour.getByRole('button', { name: 'Dismiss the tour' }).click()
  await page.goto('/orders?tenantId=shop')
  await page.locator('[data-row-link]').first().waitFor()
  expect(await tour.count()).toBe(0)
  await page.getByRole('button', { name: /Account and settings/ }).click()
  await page.getByRole('button', { name: 'Show the tour' }).click()
  await tour.getByText('1 of 5').waitFor()
  expect(complaints()).toEqual([])
})

import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { findingsOfColours, seriousFindings } from './harness/check-accessibility.ts'
import { openStage, type Stage } from './harness/open-stage.ts'

let stage: Stage
let orderId: string
let runId: string
let webhookId: string
beforeAll(async () => {
  stage = await openStage()
  const shop = stage.product.ordersync.db.of('shop')
  const { rows } = await shop.query<{ id: string }>(
    'SELECT external_order_id AS id FROM ordersync.order_packages LIMIT 1',
  )
  orderId = rows[0]?.id ?? ''
  runId = await vi.waitFor(() => findRunWithCalls(), { timeout: 30_000, interval: 200 })
  webhookId = await addWebhookAndKey()
})
afterAll(() => stage.close())

/** Orders are stored while their run still goes on. */
async function findRunWithCalls(): Promise<string> {
  const { rows } = await stage.product.ordersync.db.of('shop').query<{ id: string }>(
    `SELECT run_id AS id FROM ordersync.runs
     WHERE lane = 'delta' AND status = 'success' AND calls @> '[{"operation": "searchOrders"}]' LIMIT 1`,
  )
  const [run] = rows
  if (run === undefined) throw new Error('no run has succeeded yet')
  return run.id
}

/** Something to be shown on the tabs of a tenant, with entries in its audit log. Answers the webhook's id. */
async function addWebhookAndKey(): Promise<string> {
  const operator = await stage.product.makeKey('operator')
  const call = async (path: string, body: object): Promise<{ webhookId?: string }> => {
    const headers = { authorization: `Bearer ${operator}`, 'content-type': 'application/json' }
    const sent = { method: 'POST', headers, body: JSON.stringify({ tenantId: 'shop', ...body }) }
    return (await fetch(`${stage.product.url}/api/v1${path}`, sent)).json() as Promise<{ webhookId?: string }>
  }
  await call('/api-keys', { name: 'Night report', role: 'tenant_reader' })
  const webhook = await call('/webhooks', { url: 'http://127.0.0.1:9/hooks', description: 'Help desk' })
  return webhook.webhookId ?? ''
}

/** Each page in each state that looks different, and what shows that it is there. */
const pages: readonly {
  readonly name: string
  readonly path: () => string
  readonly ready: (page: Page) => Promise<unknown>
}[] = [
  {
    name: 'a list of orders',
    path: () => '/orders?tenantId=shop',
    ready: (page) => page.locator('[data-row-link]').first().waitFor(),
  },
  {
    name: 'the account menu',
    path: () => '/orders?tenantId=quiet',
    ready: async (page) => {
      await page.getByRole('button', { name: /Account and settings/ }).click()
      await page.getByRole('button', { name: 'Sign out' }).waitFor()
    },
  },
  {
    name: 'filters that nothing fits',
    path: () => '/orders?tenantId=shop&dateTo=2001-01-01&status=SHIPPED&hasTracking=maybe',
    ready: (page) => page.getByText('No order fits').waitFor(),
  },
  {
    name: 'a tenant that is not connected',
    path: () => '/orders?tenantId=alone',
    ready: (page) => page.getByText('No Amazon account is connected').waitFor(),
  },
  {
    name: 'no tenant chosen',
    path: () => '/orders',
    ready: (page) => page.getByText('Corner Shop').first().waitFor(),
  },
  {
    name: 'an order',
    path: () => `/orders/${orderId}?tenantId=shop`,
    ready: (page) => page.getByRole('heading', { name: 'Timeline' }).waitFor(),
  },
  {
    name: 'the fleet',
    path: () => '/fleet',
    ready: (page) => page.getByText('Amazon does not answer properly').first().waitFor(),
  },
  {
    name: 'what can be done to a tenant of the fleet',
    path: () => '/fleet?q=shop',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Actions for Corner Shop' }).click()
      await page.getByRole('menuitem', { name: 'Sync now' }).waitFor()
    },
  },
  {
    name: 'a fleet that nothing fits',
    path: () => '/fleet?q=nobody',
    ready: (page) => page.getByText('No tenant fits').waitFor(),
  },
  {
    name: 'a tenant that fails',
    path: () => '/tenants/failing',
    ready: (page) => page.getByText('Nothing to do:').waitFor(),
  },
  {
    name: 'a change that is to be confirmed',
    path: () => '/tenants/shop',
    ready: async (page) => {
      await page.getByRole('button', { name: 'Disconnect' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).waitFor()
    },
  },
  {
    name: 'a tenant that does not exist',
    path: () => '/tenants/nobody',
    ready: (page) => page.getByText('There is no such tenant').waitFor(),
  },
  {
    name: 'the history of a tenant',
    path: () => '/tenants/shop?tab=history',
    ready: (page) => page.getByRole('table', { name: /Days of/ }).waitFor(),
  },
  {
    name: 'the runs of a tenant',
    path: () => '/tenants/shop?tab=runs',
    ready: (page) => page.getByRole('table', { name: 'Runs' }).waitFor(),
  },
  {
    name: 'a run',
    path: () => `/tenants/shop?tab=runs&run=${runId}`,
    ready: (page) => page.getByText('searchOrders').first().waitFor(),
  },
  {
    name: 'the lag of a tenant',
    path: () => '/tenants/shop?tab=lag',
    ready: (page) => page.locator('.recharts-surface').first().waitFor(),
  },
  {
    name: 'the quotas of a tenant',
    path: () => '/tenants/shop?tab=quotas',
    ready: (page) => page.getByRole('progressbar', { name: 'searchOrders' }).waitFor(),
  },
  {
    name: 'what a tenant has kept aside',
    path: () => '/tenants/shop?tab=quarantine',
    ready: (page) => page.getByText('Nothing is kept aside').waitFor(),
  },
  {
    name: 'the webhooks of a tenant, one open',
    path: () => `/tenants/shop?tab=webhooks&webhook=${webhookId}`,
    ready: (page) => page.getByRole('dialog').getByText('Help desk').waitFor(),
  },
  {
    name: 'the keys of a tenant',
    path: () => '/tenants/shop?tab=keys',
    ready: (page) => page.getByText('Night report').waitFor(),
  },
  {
    name: 'the audit log of a tenant',
    path: () => '/tenants/shop?tab=audit',
    ready: (page) => page.getByRole('table', { name: 'Audit log' }).waitFor(),
  },
  {
    name: 'connecting a seller by consent',
    path: () => '/connect?tenantId=alone',
    ready: (page) => page.getByRole('combobox', { name: 'Marketplace' }).waitFor(),
  },
  {
    name: 'connecting a seller by token',
    path: () => '/connect?tenantId=alone&by=token',
    ready: (page) => page.getByPlaceholder('Atzr|…').waitFor(),
  },
  {
    name: 'a seller who was not connected',
    path: () => '/connect/done?tenantId=alone&problem=consent_other_region',
    ready: (page) => page.getByRole('link', { name: 'Connect again' }).waitFor(),
  },
  {
    name: 'a seller who was connected',
    path: () => '/connect/done?tenantId=shop&connectionId=con_1',
    ready: (page) => page.getByRole('list', { name: 'Newest orders' }).waitFor(),
  },
  {
    name: 'an order that does not exist',
    path: () => '/orders/405-0000000-0000000?tenantId=shop',
    ready: (page) => page.getByText('There is no such order').waitFor(),
  },
  {
    name: 'an address that leads nowhere',
    path: () => '/orders?tenantId=quiet',
    ready: async (page) => {
      await page.evaluate("history.pushState({}, '', '/nowhere')")
      await page.getByText('There is nothing at this address').waitFor()
    },
  },
]

test('no page keeps anybody out, light or dark, and none is wider than a tablet or a small phone', async () => {
  const { page } = await stage.open({ role: 'operator' })
  for (const { name, path, ready } of pages) {
    await page.setViewportSize({ width: 1280, height: 720 })
    await page.goto(path())
    await ready(page)
    await expectNoFindings(page, name)
    for (const width of [1024, 360]) {
      await page.setViewportSize({ width, height: 740 })
      await expect
        .poll(async () => [name, await page.evaluate<number>('document.documentElement.scrollWidth')])
        .toEqual([name, width])
    }
  }
}, 400_000)

test('nothing keeps anybody out of signing in, now and again, of dialogs and of a phone, light or dark', async () => {
  const visitor = await stage.open()
  await visitor.page.goto('/sign-in')
  await visitor.page.getByLabel('API key').waitFor()
  await expectNoFindings(visitor.page)
  await visitor.page.goto('/connect/done?connectionId=con_1')
  await visitor.page.getByRole('heading', { level: 1 }).waitFor()
  await expectNoFindings(visitor.page)

  const reader = await stage.open({ role: 'tenant_reader', tenantId: 'shop' })
  await reader.page.goto('/fleet')
  await reader.page.getByText('This page is not for you').waitFor()
  await expectNoFindings(reader.page)

  const { page } = await stage.open({ role: 'operator', viewport: { width: 360, height: 740 } })
  await page.goto('/orders?tenantId=shop')
  await page.locator('[data-row-link]').first().waitFor()
  await expectNoFindings(page)
  await page.getByRole('button', { name: 'Open menu' }).click()
  await page.getByRole('dialog').getByRole('link', { name: 'Orders' }).waitFor()
  await expectNoFindings(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Import order' }).click()
  await page.getByLabel('Amazon order number').waitFor()
  await expectNoFindings(page)
  await page.keyboard.press('Escape')
  await page.context().clearCookies()
  await page.getByRole('searchbox').fill('405-')
  await page.getByLabel('API key').waitFor()
  await expectNoFindings(page)
})

/** Of the rules of axe, those that look at colours are asked once more in the dark. Leaves the page light, as it was. */
async function expectNoFindings(page: Page, name = page.url()): Promise<void> {
  expect([name, 'light', await seriousFindings(page)]).toEqual([name, 'light', []])
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor()
  // Colours change one after the other; what axe finds in between is on nobody's screen.
  await expect.poll(async () => [name, 'dark', await findingsOfColours(page)]).toEqual([name, 'dark', []])
  await page.emulateMedia({ colorScheme: 'light' })
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor()
}

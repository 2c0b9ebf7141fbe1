import { demoFleet } from '@ordersync/simulator'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../postgres.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openProduct } from './harness/open-product.ts'

test('shots', async () => {
  const product = await openProduct(
    { fleet: demoFleet(), initialBackfillDays: 365 },
    await createTestDatabase(),
  )
  const browser = await openBrowser()
  try {
    const key = await product.makeKey('operator')
    await new Promise((r) => setTimeout(r, 12000))
    const { rows } = await product.ordersync.db.query<{ tenant_id: string; run_id: string; status: string }>(
      "SELECT tenant_id, run_id, status FROM ordersync.fleet_runs WHERE lane='delta' AND finished_at IS NOT NULL ORDER BY orders_changed DESC LIMIT 400",
    )
    const good = rows[0]
    const bad = rows.find((r) => r.status === 'failed')
    console.log(good, bad)
    const shots: [string, string][] = [
      ['fleet', '/fleet'],
      ['tenant', `/tenants/${good?.tenant_id}`],
      ['tenant-bad', `/tenants/${bad?.tenant_id}`],
      ['history', `/tenants/${good?.tenant_id}?tab=history`],
      ['runs', `/tenants/${good?.tenant_id}?tab=runs`],
      ['run', `/tenants/${good?.tenant_id}?tab=runs&run=${good?.run_id}`],
      ['run-bad', `/tenants/${bad?.tenant_id}?tab=runs&run=${bad?.run_id}`],
      ['lag', `/tenants/${good?.tenant_id}?tab=lag`],
      ['quotas', `/tenants/${good?.tenant_id}?tab=quotas`],
      ['quarantine', `/tenants/${good?.tenant_id}?tab=quarantine`],
    ]
    for (const [name, options] of [
      ['wide', { viewport: { width: 1440, height: 900 } }],
      ['dark', { viewport: { width: 1280, height: 800 }, colorScheme: 'dark', locale: 'fr-FR' }],
      ['phone', { viewport: { width: 390, height: 844 } }],
    ] as const) {
      const context = await browser.newContext({ baseURL: product.url, locale: 'en-GB', ...options })
      expect((await context.request.post('/api/v1/session', { data: { key } })).status()).toBe(200)
      const page = await context.newPage()
      page.on('console', (m) => m.type() === 'error' && console.log(name, m.text()))
      page.on('pageerror', (e) => console.log(name, 'PAGEERROR', String(e)))
      for (const [shot, path] of shots) {
        await page.goto(path)
        await page.waitForTimeout(1500)
        await page.screenshot({ path: `/tmp/pages-shots/${name}-${shot}.png` })
      }
      await context.close()
    }
  } finally {
    await browser.close()
    await product.close()
  }
}, 240_000)

import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startEmbeddedPostgres } from '../../src/runtime/embedded-postgres.ts'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { buildDashboardIfStale } from '../../web/scripts/build-dashboard.ts'
import { openAdministrator } from '../administrator.ts'
import { silentLog } from '../silent-log.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openProduct, type Product } from './harness/open-product.ts'
import { testFleet } from './harness/test-fleet.ts'

/** Every page in every state that is designed, as pictures in .screenshots/, to be looked at. */
const folder = fileURLToPath(new URL('../../.screenshots', import.meta.url))

interface Scene {
  readonly name: string
  readonly path: string
  readonly signedIn?: false
  /** Brings the page into the state that is shown. */
  readonly act?: (page: Page) => Promise<unknown>
}

const scenes = (orderId: string): readonly Scene[] => [
  { name: 'sign-in', path: '/sign-in', signedIn: false },
  { name: 'choose-tenant', path: '/orders' },
  { name: 'orders', path: '/orders?tenantId=shop' },
  { name: 'orders-shipped', path: '/orders?tenantId=shop&hasTracking=true' },
  {
    name: 'orders-filtered',
    path: '/orders?tenantId=shop&fulfilledBy=MERCHANT&status=SHIPPED&dateFrom=2020-01-01',
  },
  { name: 'orders-no-match', path: '/orders?tenantId=shop&q=nothing-like-this' },
  { name: 'orders-not-connected', path: '/orders?tenantId=alone' },
  { name: 'orders-none-yet', path: '/orders?tenantId=quiet' },
  { name: 'orders-failing', path: '/orders?tenantId=failing' },
  { name: 'orders-no-tenant', path: '/orders?tenantId=nobody' },
  { name: 'orders-edited-address', path: '/orders?tenantId=shop&status=shiped' },
  {
    name: 'orders-connection-lost',
    path: '/orders?tenantId=shop',
    act: async (page) => {
      await page.context().setOffline(true)
      await page.getByRole('searchbox').fill('405-')
      await page.locator('[data-connection-lost]').waitFor()
    },
  },
  {
    name: 'orders-import',
    path: '/orders?tenantId=shop',
    act: (page) => page.getByRole('button', { name: /Import/ }).click(),
  },
  {
    name: 'orders-view-menu',
    path: '/orders?tenantId=shop',
    act: async (page) => {
      const button = page.getByRole('button', { name: /^(View|Affichage)$/ })
      if (await button.isVisible()) await button.click()
    },
  },
  {
    name: 'shortcuts',
    path: '/orders?tenantId=shop',
    act: (page) => page.keyboard.press('?'),
  },
  { name: 'order', path: `/orders/${orderId}?tenantId=shop` },
  { name: 'order-unknown', path: '/orders/405-0000000-0000000?tenantId=shop' },
  {
    name: 'session-ended',
    path: '/orders?tenantId=shop',
    act: async (page) => {
      await page.context().clearCookies()
      await page.getByRole('searchbox').fill('405-')
      await page.getByRole('dialog').waitFor()
    },
  },
]

const looks: Readonly<Record<string, BrowserContextOptions>> = {
  wide: { viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-GB' },
  dark: { viewport: { width: 1440, height: 900 }, colorScheme: 'dark', locale: 'en-GB' },
  phone: {
    viewport: { width: 390, height: 844 },
    colorScheme: 'light',
    locale: 'en-GB',
    deviceScaleFactor: 2,
  },
  french: { viewport: { width: 1280, height: 800 }, colorScheme: 'light', locale: 'fr-FR' },
  huge: { viewport: { width: 2560, height: 1300 }, colorScheme: 'light', locale: 'en-GB' },
}

await rm(folder, { recursive: true, force: true })
await mkdir(folder, { recursive: true })
await buildDashboardIfStale()
const temporary = await mkdtemp(join(tmpdir(), 'ordersync-screenshots-'))
const postgres = await startEmbeddedPostgres({ folder: join(temporary, 'postgres'), settings: ['fsync=off'] })
const { connectionString } = postgres
await migrate(connectionString)
const database = openDatabase(
  { connectionString, applicationName: 'screenshots', maxConnections: 20 },
  silentLog,
)
const admin = openAdministrator(connectionString)
const product = await openProduct({ fleet: testFleet() }, { ...database, admin, connectionString })
const browser = await openBrowser()
try {
  const orderId = await untilOrdersAreThere(product)
  const wanted = process.argv[2] ?? ''
  for (const [look, options] of Object.entries(looks)) {
    for (const scene of scenes(orderId)) {
      const name = `${scene.name}-${look}`
      if (name.includes(wanted)) await take(browser, product, scene, name, options)
    }
  }
} finally {
  await browser.close()
  await product.close()
  await postgres.stop()
  await rm(temporary, { recursive: true, force: true })
}

async function untilOrdersAreThere({ journey, ordersync }: Product): Promise<string> {
  for (;;) {
    const [shop, failing] = [await journey.status('shop'), await journey.status('failing')]
    const { rows } = await ordersync.db.query<{ id: string }>(
      `SELECT external_order_id AS id FROM ordersync.order_packages WHERE tenant_id = 'shop' LIMIT 1`,
    )
    const isFailing = (failing.connections[0]?.failures ?? 0) > 0
    if (shop.orders > 60 && isFailing && rows[0] !== undefined) return rows[0].id
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

async function take(
  from: Browser,
  { url, makeKey }: Product,
  scene: Scene,
  name: string,
  options: BrowserContextOptions,
): Promise<void> {
  const context = await from.newContext({ ...options, baseURL: url })
  try {
    if (scene.signedIn !== false) {
      await context.request.post('/api/v1/session', { data: { key: await makeKey('operator') } })
    }
    const page = await context.newPage()
    await page.goto(scene.path)
    await page.waitForLoadState('networkidle')
    await page.waitForFunction("document.querySelector('h1') && !document.querySelector('[aria-busy=true]')")
    await scene.act?.(page)
    // Fades and counts have ended.
    await page.waitForTimeout(350)
    await page.screenshot({ path: join(folder, `${name}.png`) })
    process.stdout.write(`${name}\n`)
  } catch (error) {
    process.stdout.write(`${name}: ${String(error).split('\n')[0]}\n`)
    process.exitCode = 1
  } finally {
    await context.close()
  }
}

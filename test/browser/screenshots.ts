import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
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
import { startReceiver } from '../webhook-receiver.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openProduct, type Product } from './harness/open-product.ts'
import { shownFleet } from './harness/shown-fleet.ts'

/**
 * Every page in every state that is designed, as pictures in .screenshots/, to be looked at; those of the README go to
 * docs/images/ when all are taken. An argument takes only the pictures whose name contains it, or one of several by comma.
 */
const folder = fileURLToPath(new URL('../../.screenshots', import.meta.url))
const images = fileURLToPath(new URL('../../docs/images', import.meta.url))

interface Scene {
  readonly name: string
  readonly path: string
  readonly signedIn?: false
  /** With the tour of a first visit. */
  readonly isFirstVisit?: true
  /** Brings the page into the state that is shown. */
  readonly act?: (page: Page) => Promise<unknown>
}

interface Known {
  readonly orderId: string
  readonly connectionId: string
  readonly webhookId: string
}

const scenes = ({ orderId, connectionId, webhookId }: Known): readonly Scene[] => [
  { name: 'sign-in', path: '/sign-in', signedIn: false },
  { name: 'choose-tenant', path: '/orders' },
  { name: 'orders', path: '/orders?tenantId=atelier-lumiere' },
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
  { name: 'tour', path: '/orders?tenantId=nordlicht', isFirstVisit: true },
  { name: 'fleet', path: '/fleet' },
  { name: 'fleet-nothing-fits', path: '/fleet?q=nobody' },
  { name: 'tenant', path: '/tenants/nordlicht' },
  { name: 'tenant-failing', path: '/tenants/failing' },
  { name: 'tenant-history', path: '/tenants/nordlicht?tab=history' },
  { name: 'tenant-runs', path: '/tenants/nordlicht?tab=runs' },
  { name: 'tenant-lag', path: '/tenants/nordlicht?tab=lag' },
  { name: 'tenant-quotas', path: '/tenants/nordlicht?tab=quotas' },
  { name: 'webhooks-none', path: '/tenants/quiet?tab=webhooks' },
  { name: 'webhooks', path: '/tenants/shop?tab=webhooks' },
  { name: 'webhook', path: `/tenants/shop?tab=webhooks&webhook=${webhookId}` },
  {
    name: 'webhook-add',
    path: '/tenants/quiet?tab=webhooks',
    act: (page) => page.getByRole('button', { name: /Add webhook|Ajouter un webhook/ }).click(),
  },
  { name: 'keys', path: '/tenants/shop?tab=keys' },
  {
    name: 'key-new',
    path: '/tenants/shop?tab=keys',
    act: (page) => page.getByRole('button', { name: /New key|Nouvelle clé/ }).click(),
  },
  { name: 'audit', path: '/tenants/shop?tab=audit' },
  { name: 'audit-nothing-fits', path: '/tenants/shop?tab=audit&from=2031-01-01' },
  { name: 'connect', path: '/connect?tenantId=alone' },
  {
    name: 'connect-again',
    path: '/connect?tenantId=shop&marketplaceId=A1PA6795UKMFR9&sellingPartnerId=A1B2C3D4E5F6G7',
  },
  { name: 'connect-token', path: '/connect?tenantId=alone&by=token' },
  { name: 'connect-appstore', path: `/connect?login=${'x'.repeat(43)}&sellingPartnerId=A1B2C3D4E5F6G7` },
  { name: 'connect-done', path: `/connect/done?tenantId=nordlicht&connectionId=${connectionId}` },
  { name: 'connect-done-failing', path: '/connect/done?tenantId=failing&connectionId=con_unknown' },
  {
    name: 'connect-failed',
    path: '/connect/done?tenantId=shop&problem=consent_other_region&marketplaceId=A1PA6795UKMFR9',
  },
  { name: 'connect-stranger', path: '/connect/done?connectionId=con_1', signedIn: false },
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
const product = await openProduct(
  { fleet: shownFleet(), initialBackfillDays: 365 },
  { ...database, admin, connectionString },
)
const receiver = await startReceiver()
const browser = await openBrowser()
try {
  const known = await untilThereIsSomethingToSee(product)
  const wanted = (process.argv[2] ?? '').split(',')
  for (const [look, options] of Object.entries(looks)) {
    for (const scene of scenes(known)) {
      const name = `${scene.name}-${look}`
      if (wanted.some((part) => name.includes(part))) await take(browser, product, scene, name, options)
    }
  }
  if (wanted.includes('') && process.exitCode !== 1) await renewReadme()
} finally {
  await browser.close()
  await receiver.close()
  await product.close()
  await postgres.stop()
  await rm(temporary, { recursive: true, force: true })
}

async function untilThereIsSomethingToSee({ url, makeKey, journey, ordersync }: Product): Promise<Known> {
  for (;;) {
    const [shop, failing] = [await journey.status('shop'), await journey.status('failing')]
    const [big, shown] = [await journey.status('nordlicht'), await journey.status('atelier-lumiere')]
    const { rows } = await ordersync.db
      .of('shop')
      .query<{ id: string }>('SELECT external_order_id AS id FROM ordersync.order_packages LIMIT 1')
    const isFailing = (failing.connections[0]?.failures ?? 0) > 0
    if (shop.orders > 60 && big.orders > 1000 && isFailing && isSynced(shown) && rows[0] !== undefined) {
      const webhookId = await addWebhooks(url, await makeKey('operator'))
      return { orderId: rows[0].id, connectionId: big.connections[0]?.connectionId ?? '', webhookId }
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function isSynced({ connections }: Awaited<ReturnType<Product['journey']['status']>>): boolean {
  return connections.every(({ lastSuccessAt }) => lastSuccessAt !== null)
}

/** Two webhooks of the shop, one of which nobody listens to. Answers the other's id. */
async function addWebhooks(url: string, key: string): Promise<string> {
  const call = async (path: string, body: object): Promise<{ webhookId: string }> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
    const sent = { method: 'POST', headers, body: JSON.stringify({ tenantId: 'shop', ...body }) }
    const answer = await fetch(`${url}/api/v1/webhooks${path}`, sent)
    if (!answer.ok) throw new Error(await answer.text())
    return (await answer.json()) as { webhookId: string }
  }
  const lost = await call('', { url: 'http://127.0.0.1:9/hooks', description: 'Old warehouse' })
  await call(`/${lost.webhookId}/test`, {})
  const { webhookId } = await call('', { url: `${receiver.url}`, description: 'Help desk' })
  for (let tests = 0; tests < 3; tests += 1) await call(`/${webhookId}/test`, {})
  return webhookId
}

/** The pictures of the README are those that were just taken. */
async function renewReadme(): Promise<void> {
  await mkdir(images, { recursive: true })
  await copyFile(join(folder, 'orders-wide.png'), join(images, 'orders.png'))
  await copyFile(join(folder, 'fleet-wide.png'), join(images, 'fleet.png'))
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
    if (scene.isFirstVisit !== true) {
      await context.addInitScript(`localStorage.setItem('ordersync-tour', '"over"')`)
    }
    if (scene.signedIn !== false) {
      await context.request.post('/api/v1/session', { data: { key: await makeKey('operator') } })
    }
    const page = await context.newPage()
    await page.goto(scene.path)
    // Streams and pages that look again and again are never idle.
    await page.waitForLoadState('networkidle', { timeout: 1500 }).catch(() => {})
    await page.locator('h1').first().waitFor()
    await page.locator('[aria-busy=true], .mantine-Skeleton-root').first().waitFor({ state: 'detached' })
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

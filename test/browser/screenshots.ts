import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions } from 'playwright-core'
import { startEmbeddedPostgres } from '../../src/runtime/embedded-postgres.ts'
import { systemRandom } from '../../src/runtime/random.ts'
import { openDatabase, type TenantQueryable } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { saveUnreadable } from '../../src/store/quarantine.ts'
import { buildDashboardIfStale } from '../../web/scripts/build-dashboard.ts'
import { openAdministrator } from '../administrator.ts'
import { silentLog } from '../silent-log.ts'
import { startReceiver } from '../webhook-receiver.ts'
import { openBrowser } from './harness/open-browser.ts'
import { openProduct, type Product } from './harness/open-product.ts'
import { shownFleet } from './harness/shown-fleet.ts'
import { failure, type Known, type Scene, scenes } from './screenshot-scenes.ts'

/**
 * Every page in every state that is designed, as pictures in .screenshots/, to be looked at; those of the README go to
 * docs/images/ when all are taken. An argument takes only the pictures whose name contains it, or one of several by comma.
 */
const folder = fileURLToPath(new URL('../../.screenshots', import.meta.url))
const images = fileURLToPath(new URL('../../docs/images', import.meta.url))

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
      await keepAside(ordersync.db.of('shop'), shop.connections[0]?.connectionId ?? '')
      const { rows: runs } = await ordersync.db
        .of('shop')
        .query<{ id: string }>(
          `SELECT run_id AS id FROM ordersync.runs WHERE lane = 'delta' AND status = 'success' LIMIT 1`,
        )
      const connectionId = big.connections[0]?.connectionId ?? ''
      return { orderId: rows[0].id, connectionId, webhookId, runId: runs[0]?.id ?? '' }
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

function isSynced({ connections }: Awaited<ReturnType<Product['journey']['status']>>): boolean {
  return connections.every(({ lastSuccessAt }) => lastSuccessAt !== null)
}

/** Something of the shop that could not be read. */
async function keepAside(db: TenantQueryable, connectionId: string): Promise<void> {
  const reason = 'orderItems[0].product.price.unitPrice.amount: "12,50" is no decimal number'
  const pieces = ['405-7000001-1000001', '405-7000002-1000002'].map((externalOrderId) => ({
    externalOrderId,
    reason,
    document: JSON.stringify({ orderId: externalOrderId }),
  }))
  await saveUnreadable(db, connectionId, pieces, systemRandom)
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
    if (scene.fails !== undefined) await page.route(scene.fails, (route) => route.fulfill(failure))
    await page.goto(scene.path)
    if (scene.fails !== undefined) await page.getByRole('alert').first().waitFor()
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

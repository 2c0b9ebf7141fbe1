import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { expect, onTestFinished, vi } from 'vitest'
import type { Role } from '../../../src/domain/role.ts'
import type { JourneyOptions } from '../../open-journey.ts'
import { createTestDatabase } from '../../postgres.ts'
import { openBrowser } from './open-browser.ts'
import { openProduct, type Product } from './open-product.ts'
import { testFleet } from './test-fleet.ts'

/** The running product with its first orders, and a browser in front of it: what a test file needs, once. */
export interface Stage {
  readonly product: Product
  readonly browser: Browser
  /** A page in a browser of its own, closed with the test. With a role it is signed in. */
  open(options?: VisitOptions): Promise<Visit>
  close(): Promise<void>
}

export interface VisitOptions extends BrowserContextOptions {
  readonly role?: Role
  /** The tenant of a tenant's key. */
  readonly tenantId?: string
  readonly canReadBuyers?: boolean
  /** Shows the tour of somebody's first visit; to everybody else it was shown before. */
  readonly isFirstVisit?: boolean
}

export interface Visit {
  readonly page: Page
  /** What the console and the page complained about; a refusal that a test asked for can be allowed. */
  readonly complaints: () => readonly string[]
}

export async function openStage({
  rendersPages = false,
  ...options
}: Partial<JourneyOptions> & { readonly rendersPages?: boolean } = {}): Promise<Stage> {
  vi.setConfig({ testTimeout: 150_000 })
  const product = await openProduct({ fleet: testFleet(), ...options }, await createTestDatabase(), {
    rendersPages,
  })
  const browser = await openBrowser()
  await vi.waitFor(async () => expect((await product.journey.status('shop')).orders).toBeGreaterThan(60), {
    timeout: 30_000,
    interval: 100,
  })
  return {
    product,
    browser,
    open: (options) => visit(product, browser, options),
    close: async () => {
      await browser.close()
      await product.close()
    },
  }
}

async function visit(
  { url, makeKey }: Product,
  browser: Browser,
  { role, tenantId, canReadBuyers, isFirstVisit = false, ...options }: VisitOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    baseURL: url,
    locale: 'en-GB',
    reducedMotion: 'reduce',
    ...options,
  })
  context.setDefaultTimeout(30_000)
  if (!isFirstVisit) await context.addInitScript(`localStorage.setItem('ordersync-tour', '"over"')`)
  if (role !== undefined) {
    const answer = await context.request.post('/api/v1/session', {
      data: { key: await makeKey(role, tenantId, canReadBuyers) },
    })
    expect(answer.status()).toBe(200)
  }
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} ${message.location().url}`)
  })
  page.on('pageerror', (error) => complaints.push(String(error)))
  return { page, complaints: () => complaints }
}

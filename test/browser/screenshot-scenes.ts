import type { Page } from 'playwright-core'

/** A page in a state that is designed. */
export interface Scene {
  readonly name: string
  readonly path: string
  readonly signedIn?: false
  /** With the tour of a first visit. */
  readonly isFirstVisit?: true
  /** What of the API fails. */
  readonly fails?: RegExp
  /** Brings the page into the state that is shown. */
  readonly act?: (page: Page) => Promise<unknown>
}

/** What addresses name of the product that the pictures are taken of. */
export interface Known {
  readonly orderId: string
  readonly connectionId: string
  readonly webhookId: string
  readonly runId: string
}

export const scenes = ({ orderId, connectionId, webhookId, runId }: Known): readonly Scene[] => [
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
  { name: 'run', path: `/tenants/shop?tab=runs&run=${runId}` },
  { name: 'tenant-lag', path: '/tenants/nordlicht?tab=lag' },
  { name: 'tenant-quotas', path: '/tenants/nordlicht?tab=quotas' },
  { name: 'tenant-quarantine', path: '/tenants/shop?tab=quarantine' },
  { name: 'tenant-quarantine-none', path: '/tenants/quiet?tab=quarantine' },
  { name: 'tenant-edited-address', path: '/tenants/shop?tab=secrets' },
  {
    name: 'account-menu',
    path: '/tenants/shop',
    act: async (page) => {
      const button = page.getByRole('button', { name: /Account and settings|Compte et réglages/ })
      if (!(await button.isVisible())) await page.getByRole('button', { name: /Open menu/ }).click()
      await button.click()
    },
  },
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
  { name: 'failed-orders', path: '/orders?tenantId=shop', fails: /v1\/orders\?/ },
  { name: 'failed-order', path: `/orders/${orderId}?tenantId=shop`, fails: /v1\/orders\/\d/ },
  { name: 'failed-fleet', path: '/fleet', fails: /v1\/orders\/sync\/status/ },
  { name: 'failed-tenant', path: '/tenants/shop', fails: /v1\/orders\/sync\/status/ },
  { name: 'failed-history', path: '/tenants/shop?tab=history', fails: /sync\/backfill/ },
  { name: 'failed-runs', path: '/tenants/shop?tab=runs', fails: /v1\/orders\/sync\/runs/ },
  { name: 'failed-run', path: `/tenants/shop?tab=runs&run=${runId}`, fails: /sync\/runs\/run/ },
  { name: 'failed-quotas', path: '/tenants/shop?tab=quotas', fails: /api\/v1\/.*quotas/ },
  { name: 'failed-quarantine', path: '/tenants/shop?tab=quarantine', fails: /api\/v1\/.*quarantine/ },
  { name: 'failed-webhooks', path: '/tenants/shop?tab=webhooks', fails: /api\/v1\/.*webhooks/ },
  { name: 'failed-keys', path: '/tenants/shop?tab=keys', fails: /api-keys/ },
  { name: 'failed-audit', path: '/tenants/shop?tab=audit', fails: /audit-log/ },
  {
    name: 'failed-connect-done',
    path: '/connect/done?tenantId=shop&connectionId=con_1',
    fails: /v1\/orders\/sync\/status/,
  },
]

/** An answer that says the server is at fault, with a status that is not asked again for a quarter of a minute. */
export const failure = {
  status: 400,
  contentType: 'application/problem+json',
  body: JSON.stringify({ code: 'internal_error', requestId: 'req_01a228d647127124a079124976cddc3d' }),
}

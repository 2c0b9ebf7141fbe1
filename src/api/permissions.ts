import type { Role } from '../domain/role.ts'

/**
 * Who may call a route.
 *
 * - public: anybody. Only what says nothing about any tenant.
 * - operator: operators.
 * - tenant_write: operators, and admins of the tenant concerned.
 * - tenant_read: as before, and readers of the tenant concerned.
 * - metrics: operators, and whoever has the token for metrics.
 * - self: everybody who proves who they are, about themselves only.
 */
export type Permission = 'public' | 'operator' | 'tenant_write' | 'tenant_read' | 'metrics' | 'self'

const v1 = '/api/v1'

/** One rule per route. The server refuses to start with a route that has none. */
export const permissions: Readonly<Record<string, Permission>> = {
  'GET /': 'public',
  'GET /sign-in': 'public',
  'GET /orders': 'public',
  'GET /orders/:orderId': 'public',
  'GET /fleet': 'public',
  'GET /tenants/:tenantId': 'public',
  'GET /connect': 'public',
  'GET /assets/*': 'public',
  'GET /docs': 'public',
  'GET /docs/': 'public',
  'GET /docs/errors': 'public',
  'GET /docs/js/scalar.js': 'public',
  'GET /connect/done': 'public',
  [`GET ${v1}/openapi.json`]: 'public',
  [`GET ${v1}/healthz`]: 'public',
  [`GET ${v1}/readyz`]: 'public',
  [`GET ${v1}/metrics`]: 'metrics',
  'GET /healthz': 'public',
  'GET /readyz': 'public',
  'GET /metrics': 'metrics',

  [`POST ${v1}/session`]: 'public',
  [`GET ${v1}/session`]: 'public',
  [`DELETE ${v1}/session`]: 'self',
  [`DELETE ${v1}/sessions`]: 'self',
  [`POST ${v1}/session/links`]: 'self',
  [`GET ${v1}/session/oidc`]: 'public',
  [`GET ${v1}/session/oidc/callback`]: 'public',

  [`POST ${v1}/orders/sync/run`]: 'tenant_write',
  [`POST ${v1}/orders/sync/run/global`]: 'operator',
  [`GET ${v1}/orders/sync/status`]: 'tenant_read',
  [`GET ${v1}/orders/sync/stream`]: 'tenant_read',
  [`GET ${v1}/orders/sync/runs`]: 'tenant_read',
  [`GET ${v1}/orders/sync/runs/:runId`]: 'tenant_read',
  [`GET ${v1}/orders/sync/runs/:runId/orders`]: 'tenant_read',

  [`POST ${v1}/orders/sync/backfill/run`]: 'tenant_write',
  [`POST ${v1}/orders/sync/backfill/run/global`]: 'operator',
  [`POST ${v1}/orders/sync/backfill/pause`]: 'tenant_write',
  [`POST ${v1}/orders/sync/backfill/resume`]: 'tenant_write',
  [`POST ${v1}/orders/sync/backfill/cancel`]: 'tenant_write',
  [`GET ${v1}/orders/sync/backfill/status`]: 'tenant_read',

  [`GET ${v1}/application`]: 'operator',
  [`GET ${v1}/tenants`]: 'operator',
  [`GET ${v1}/tenants/:tenantId`]: 'tenant_write',
  [`PUT ${v1}/tenants/:tenantId`]: 'operator',
  [`DELETE ${v1}/tenants/:tenantId`]: 'operator',
  [`GET ${v1}/erasures`]: 'operator',

  [`GET ${v1}/marketplaces`]: 'tenant_read',
  [`GET ${v1}/tenants/:tenantId/connections`]: 'tenant_read',
  [`POST ${v1}/tenants/:tenantId/connections`]: 'tenant_write',
  [`POST ${v1}/tenants/:tenantId/connections/authorize`]: 'tenant_write',
  [`GET ${v1}/amazon/oauth/callback`]: 'public',
  [`GET ${v1}/amazon/oauth/login`]: 'public',
  [`GET ${v1}/tenants/:tenantId/connections/:connectionId`]: 'tenant_read',
  [`PATCH ${v1}/tenants/:tenantId/connections/:connectionId`]: 'tenant_write',
  [`DELETE ${v1}/tenants/:tenantId/connections/:connectionId`]: 'tenant_write',
  [`POST ${v1}/tenants/:tenantId/connections/:connectionId/pause`]: 'tenant_write',
  [`POST ${v1}/tenants/:tenantId/connections/:connectionId/resume`]: 'tenant_write',
  [`GET ${v1}/tenants/:tenantId/connections/:connectionId/quotas`]: 'tenant_read',

  [`GET ${v1}/orders`]: 'tenant_read',
  [`GET ${v1}/orders/status-counts`]: 'tenant_read',
  [`GET ${v1}/orders/export`]: 'tenant_read',
  [`POST ${v1}/orders/import-one`]: 'tenant_write',
  [`GET ${v1}/orders/:orderId`]: 'tenant_read',
  [`DELETE ${v1}/orders/:orderId/buyer`]: 'tenant_write',
  [`POST ${v1}/orders/replay`]: 'tenant_write',
  [`GET ${v1}/orders/changes`]: 'tenant_read',
  [`GET ${v1}/orders/changes/stream`]: 'tenant_read',
  [`GET ${v1}/quarantine`]: 'tenant_read',
  [`POST ${v1}/quarantine/:quarantineId/replay`]: 'tenant_write',
  [`DELETE ${v1}/quarantine/:quarantineId`]: 'tenant_write',

  [`GET ${v1}/webhooks`]: 'tenant_write',
  [`POST ${v1}/webhooks`]: 'tenant_write',
  [`GET ${v1}/webhooks/:webhookId`]: 'tenant_write',
  [`PATCH ${v1}/webhooks/:webhookId`]: 'tenant_write',
  [`DELETE ${v1}/webhooks/:webhookId`]: 'tenant_write',
  [`POST ${v1}/webhooks/:webhookId/pause`]: 'tenant_write',
  [`POST ${v1}/webhooks/:webhookId/resume`]: 'tenant_write',
  [`POST ${v1}/webhooks/:webhookId/rotate-secret`]: 'tenant_write',
  [`POST ${v1}/webhooks/:webhookId/test`]: 'tenant_write',
  [`POST ${v1}/webhooks/:webhookId/replay`]: 'tenant_write',
  [`GET ${v1}/webhooks/:webhookId/deliveries`]: 'tenant_write',
  [`GET ${v1}/webhooks/:webhookId/deliveries/:deliveryId`]: 'tenant_write',
  [`POST ${v1}/webhooks/:webhookId/deliveries/:deliveryId/replay`]: 'tenant_write',

  [`GET ${v1}/audit-log`]: 'tenant_write',
  [`GET ${v1}/audit-log/export`]: 'tenant_write',

  [`GET ${v1}/api-keys`]: 'tenant_write',
  [`POST ${v1}/api-keys`]: 'tenant_write',
  [`DELETE ${v1}/api-keys/:keyId`]: 'tenant_write',
  [`POST ${v1}/api-keys/:keyId/rotate`]: 'tenant_write',
}

const rolesAllowed: Readonly<Record<Permission, readonly Role[]>> = {
  public: ['operator', 'tenant_admin', 'tenant_reader'],
  operator: ['operator'],
  tenant_write: ['operator', 'tenant_admin'],
  tenant_read: ['operator', 'tenant_admin', 'tenant_reader'],
  metrics: ['operator'],
  self: ['operator', 'tenant_admin', 'tenant_reader'],
}

/** The rule of a route, or null when nobody wrote one. HEAD is GET without its body. */
export function findPermission(method: string, url: string): Permission | null {
  return permissions[`${method === 'HEAD' ? 'GET' : method} ${url}`] ?? null
}

/** Whether a caller with this role may call such a route; for which tenant is a second question. */
export function isRoleAllowed(permission: Permission, role: Role): boolean {
  return rolesAllowed[permission].includes(role)
}

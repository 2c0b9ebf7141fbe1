import { registerAppstoreLogin } from './amazon-oauth/appstore-login.ts'
import { registerConsentCallback } from './amazon-oauth/consent-callback.ts'
import { registerCreateApiKey } from './api-keys/create-api-key.ts'
import { registerListApiKeys } from './api-keys/list-api-keys.ts'
import { registerRevokeApiKey } from './api-keys/revoke-api-key.ts'
import { registerRotateApiKey } from './api-keys/rotate-api-key.ts'
import { registerExportAudit } from './audit-log/export-audit.ts'
import { registerListAudit } from './audit-log/list-audit.ts'
import { registerGetBackfillStatus } from './backfill/get-backfill-status.ts'
import { registerMoveBackfill } from './backfill/move-backfill.ts'
import { registerRunBackfill } from './backfill/run-backfill.ts'
import { registerRunGlobalBackfill } from './backfill/run-global-backfill.ts'
import { registerAuthorizeConnection } from './connections/authorize-connection.ts'
import { registerChangeConnection } from './connections/change-connection.ts'
import { registerCreateConnection } from './connections/create-connection.ts'
import { registerDeleteConnection } from './connections/delete-connection.ts'
import { registerGetConnection } from './connections/get-connection.ts'
import { registerListConnections } from './connections/list-connections.ts'
import { registerListQuotas } from './connections/list-quotas.ts'
import { registerPauseConnection } from './connections/pause-connection.ts'
import type { Api, ApiContext } from './context.ts'
import { registerListMarketplaces } from './marketplaces/list-marketplaces.ts'
import { registerGetApplication } from './operation/get-application.ts'
import { registerGetMetrics } from './operation/get-metrics.ts'
import { registerHealthRoutes } from './operation/health-routes.ts'
import { registerListChanges } from './orders/changes/list-changes.ts'
import { registerStreamChanges } from './orders/changes/stream-changes.ts'
import { registerDeleteBuyer } from './orders/delete-buyer.ts'
import { registerExportOrders } from './orders/export-orders.ts'
import { registerGetOrder } from './orders/get-order.ts'
import { registerGetStatusCounts } from './orders/get-status-counts.ts'
import { registerImportOne } from './orders/import-one.ts'
import { registerListOrders } from './orders/list-orders.ts'
import { registerReplayOrders } from './orders/replay-orders.ts'
import { registerListQuarantine } from './quarantine/list-quarantine.ts'
import { registerReplayQuarantine } from './quarantine/replay-quarantine.ts'
import { registerCreateSignInLink } from './session/create-sign-in-link.ts'
import { registerGetSession } from './session/get-session.ts'
import { registerOidcCallback } from './session/oidc-callback.ts'
import { registerOidcSignIn } from './session/oidc-sign-in.ts'
import { registerSignIn } from './session/sign-in.ts'
import { registerSignOut } from './session/sign-out.ts'
import { registerGetRun } from './sync/get-run.ts'
import { registerGetStatus } from './sync/get-status.ts'
import { registerListRunOrders } from './sync/list-run-orders.ts'
import { registerListRuns } from './sync/list-runs.ts'
import { registerRunGlobal } from './sync/run-global.ts'
import { registerRunSingle } from './sync/run-single.ts'
import { registerStreamStatus } from './sync/stream-status.ts'
import { registerDeleteTenant } from './tenants/delete-tenant.ts'
import { registerGetTenant } from './tenants/get-tenant.ts'
import { registerListErasures } from './tenants/list-erasures.ts'
import { registerListTenants } from './tenants/list-tenants.ts'
import { registerPutTenant } from './tenants/put-tenant.ts'
import { registerCreateWebhook } from './webhooks/create-webhook.ts'
import { registerDeleteWebhook } from './webhooks/delete-webhook.ts'
import { registerGetWebhook } from './webhooks/get-webhook.ts'
import { registerListDeliveries } from './webhooks/list-deliveries.ts'
import { registerListWebhooks } from './webhooks/list-webhooks.ts'
import { registerPauseWebhook } from './webhooks/pause-webhook.ts'
import { registerReplayDeliveries } from './webhooks/replay-deliveries.ts'
import { registerRotateWebhookSecret } from './webhooks/rotate-webhook-secret.ts'
import { registerTestWebhook } from './webhooks/test-webhook.ts'
import { registerUpdateWebhook } from './webhooks/update-webhook.ts'

/** Every route under /api/v1. */
export const routes: readonly ((api: Api, context: ApiContext) => void)[] = [
  registerSignIn,
  registerGetSession,
  registerSignOut,
  registerCreateSignInLink,
  registerOidcSignIn,
  registerOidcCallback,
  registerRunSingle,
  registerRunGlobal,
  registerGetStatus,
  registerStreamStatus,
  registerListRuns,
  registerGetRun,
  registerListRunOrders,
  registerRunBackfill,
  registerRunGlobalBackfill,
  registerMoveBackfill,
  registerGetBackfillStatus,
  registerListOrders,
  registerGetStatusCounts,
  registerExportOrders,
  registerImportOne,
  registerGetOrder,
  registerDeleteBuyer,
  registerReplayOrders,
  registerListChanges,
  registerStreamChanges,
  registerListQuarantine,
  registerReplayQuarantine,
  registerListTenants,
  registerGetTenant,
  registerPutTenant,
  registerDeleteTenant,
  registerListErasures,
  registerListMarketplaces,
  registerListConnections,
  registerCreateConnection,
  registerAuthorizeConnection,
  registerConsentCallback,
  registerAppstoreLogin,
  registerGetConnection,
  registerChangeConnection,
  registerDeleteConnection,
  registerPauseConnection,
  registerListQuotas,
  registerListWebhooks,
  registerCreateWebhook,
  registerGetWebhook,
  registerUpdateWebhook,
  registerDeleteWebhook,
  registerPauseWebhook,
  registerRotateWebhookSecret,
  registerTestWebhook,
  registerListDeliveries,
  registerReplayDeliveries,
  registerListApiKeys,
  registerCreateApiKey,
  registerRevokeApiKey,
  registerRotateApiKey,
  registerListAudit,
  registerExportAudit,
  registerHealthRoutes,
  registerGetMetrics,
  registerGetApplication,
]

import { api, ask } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import { runBackfill } from './backfill.ts'

/** What can be done to a tenant from outside. */
export type TenantAction =
  | { readonly kind: 'sync' | 'pause' | 'resume' }
  | { readonly kind: 'backfill'; readonly days: number }

/**
 * Does it to one tenant; done twice, it is the same. `nothing`: there is no connection that the wish fits. Throws what
 * the API says when it cannot be done.
 */
export async function actOnTenant(tenantId: string, action: TenantAction): Promise<'done' | 'nothing'> {
  switch (action.kind) {
    case 'sync':
      await startSync(tenantId)
      return 'done'
    case 'backfill':
      await runBackfill(tenantId, action.days)
      return 'done'
    default:
      return (await moveConnections(tenantId, action.kind)) > 0 ? 'done' : 'nothing'
  }
}

/** Asks for a sync and does not wait for its outcome. One that runs already is what was wanted. */
async function startSync(tenantId: string): Promise<void> {
  try {
    await ask(api.POST('/api/v1/orders/sync/run', { body: { tenantId, wait: false } }))
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== 'already_running') throw error
  }
}

export async function moveConnection(
  tenantId: string,
  connectionId: string,
  wish: 'pause' | 'resume',
): Promise<void> {
  const params = { path: { tenantId, connectionId } }
  await ask(api.POST(`/api/v1/tenants/{tenantId}/connections/{connectionId}/${wish}`, { params, body: {} }))
}

export async function disconnect(tenantId: string, connectionId: string): Promise<void> {
  const params = { path: { tenantId, connectionId } }
  await ask(api.DELETE('/api/v1/tenants/{tenantId}/connections/{connectionId}', { params }))
}

/** Every connection of the tenant that the wish fits, and how many; one that the seller must renew is left as it is. */
async function moveConnections(tenantId: string, wish: 'pause' | 'resume'): Promise<number> {
  const { connections } = await ask(
    api.GET('/api/v1/tenants/{tenantId}/connections', { params: { path: { tenantId } } }),
  )
  const from = wish === 'pause' ? 'connected' : 'paused'
  const fitting = connections.filter(({ status }) => status === from)
  for (const { connectionId } of fitting) await moveConnection(tenantId, connectionId, wish)
  return fitting.length
}

/** Asks for a sync of every tenant that is due, and does not wait for it. */
export async function syncAllTenants(): Promise<void> {
  await ask(api.POST('/api/v1/orders/sync/run/global', { body: { wait: false } }))
}

import type { Lane } from '../src/domain/lane.ts'
import type { OrderObservation } from '../src/domain/order.ts'
import { systemRandom } from '../src/runtime/random.ts'
import { saveConnection } from '../src/store/connections.ts'
import type { Database } from '../src/store/database.ts'
import { beginRun } from '../src/store/run-lifecycle.ts'
import { savePage } from '../src/store/save-page.ts'
import type { RunHandle } from '../src/store/sync-states.ts'
import { saveTenant } from '../src/store/tenants.ts'
import { type Owner, saveByCopy, toCopyInputs } from './raw-copy.ts'

/** A tenant with a connection one of whose lanes is running. */
export async function openTenant(db: Database, tenantId: string, lane: Lane = 'delta'): Promise<RunHandle> {
  const connectionId = `con_${tenantId}`
  await saveTenant(db.of(tenantId), tenantId)
  const begun = await db.of(tenantId).transaction(async (tx) => {
    await saveConnection(tx, {
      connectionId,
      region: 'EU',
      sellingPartnerId: tenantId,
      marketplaceIds: ['A1PA6795UKMFR9'],
      sealedRefreshToken: Buffer.from('sealed'),
      importedCursor: null,
    })
    return beginRun(tx, { tenantId, connectionId, lane }, systemRandom.id('run'), 'schedule')
  })
  if (begun === null) throw new Error(`The connection of ${tenantId} is gone.`)
  return begun.run
}

/** Stores a page by the product's whole path, in the middle of a window as the delta lane would. */
export async function saveByProduct(
  db: Database,
  run: RunHandle,
  observations: readonly OrderObservation[],
): Promise<number> {
  const window = {
    parameters: { lastUpdatedAfter: '2026-01-01T00:00:00Z', lastUpdatedBefore: '2026-02-01T00:00:00Z' },
    pageToken: 'a page token of Amazon has some hundred characters '.repeat(6),
    pageTokenAt: new Date(),
    pages: 1,
    orders: observations.length,
    pageHash: 1n,
  }
  return savePage(db, run, { observations, unreadable: [], checkpoint: { window } }, systemRandom)
}

/** Throws unless both ways leave the same rows behind, but for ids and the time of writing. */
export async function expectSameRows(
  db: Database,
  owner: Owner,
  observations: readonly OrderObservation[],
): Promise<void> {
  const ours = await openTenant(db, 'same-ours')
  const copied = await openTenant(db, 'same-copied')
  await saveByProduct(db, ours, observations)
  await saveByCopy(owner, toCopyInputs(copied, 0, observations, new Set()))
  const tables = ['orders', 'order_items', 'order_packages', 'order_changes', 'order_search', 'search_names']
  await expectSameTenants(owner, 'same-ours', 'same-copied', tables)
}

/** Throws unless two tenants have the same rows, but for ids and the time of writing, and some in every table. */
export async function expectSameTenants(
  { client }: Owner,
  one: string,
  other: string,
  tables: readonly string[],
): Promise<void> {
  for (const table of tables) {
    const rowsOf = (tenant: string): string =>
      `SELECT to_jsonb(t) - '{tenant_id,connection_id,id,synced_at,recorded_at}'::text[] FROM ordersync.${table} t
       WHERE tenant_id = '${tenant}'`
    const { rows } = await client.query<{ total: number; different: number }>(
      `SELECT (SELECT count(*)::integer FROM (${rowsOf(one)}) all_rows) AS total, count(*)::integer AS different
       FROM ((${rowsOf(one)} EXCEPT ALL ${rowsOf(other)})
             UNION ALL (${rowsOf(other)} EXCEPT ALL ${rowsOf(one)})) difference`,
    )
    if (rows[0]?.total === 0) throw new Error(`The first page has no ${table}.`)
    if (rows[0]?.different !== 0)
      throw new Error(`Two ways to write the same orders leave different ${table}.`)
  }
}

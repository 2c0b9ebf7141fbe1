import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/postgres.ts'

/**
 * Reads PostgreSQL's catalogue and holds every table, index, key, view, function and right to the rules of isolation:
 * what a migration forgot fails here. A new exception is a line below, with its reason.
 */

/** Tables of no tenant: what the application may do with them, and why they have no tenant. */
const withoutTenant: Readonly<Record<string, { readonly rights: string; readonly reason: string }>> = {
  application_notices: {
    rights: 'DELETE INSERT SELECT UPDATE',
    reason: "what Amazon says about the application's secrets",
  },
  application_secrets: {
    rights: 'INSERT SELECT UPDATE',
    reason: 'the application speaks for all tenants; each secret is wrapped by the master key',
  },
  appstore_logins: {
    rights: 'DELETE INSERT SELECT UPDATE',
    reason: 'a seller from the Appstore, before anybody says for which tenant',
  },
  cursor_key: { rights: 'SELECT', reason: 'signs the cursors of all lists; only the migration writes it' },
  master_keys: {
    rights: 'INSERT SELECT UPDATE',
    reason: 'ids of the keys that wrap the keys of all tenants',
  },
  migrations: { rights: 'SELECT', reason: 'the versions of the schema: only migrations write it' },
  installation: { rights: 'INSERT SELECT', reason: 'one row: whether Amazon is real or simulated' },
  quota_buckets: {
    rights: 'INSERT SELECT UPDATE',
    reason: "Amazon's quota belongs to seller and application, and tenants that share a seller share it",
  },
  refused_applications: {
    rights: 'DELETE INSERT SELECT UPDATE',
    reason: "the application's own standing with Amazon",
  },
  tenant_erasures: {
    rights: 'INSERT',
    reason: 'the receipts of tenants that are no more; the operator reads them through a view',
  },
  sync_requests: {
    rights: 'INSERT SELECT',
    reason: 'when somebody asked for a sync; of whom, its targets say',
  },
}

/** What the application may do with a tenant's tables, where it is not everything. */
const narrower: Readonly<Record<string, string>> = { audit_log: 'INSERT SELECT' }

const ofTenant = '(tenant_id = ( SELECT ordersync.current_tenant() AS current_tenant))'

const ofTenantOrOperator =
  '(NOT (tenant_id IS DISTINCT FROM ( SELECT ordersync.current_tenant() AS current_tenant)))'

/** Tables whose policies for the application are others than "the rows of the current tenant". */
const otherPolicies: Readonly<Record<string, readonly string[]>> = {
  // What is the operator's belongs to no tenant, and is seen by whoever works for none.
  api_keys: [`ALL ${ofTenantOrOperator} null`],
  sessions: [`ALL ${ofTenantOrOperator} null`],
  sign_in_links: [`ALL ${ofTenantOrOperator} null`],
  // A refusal is written down before it is known whose it is.
  audit_log: [`ALL ${ofTenant} null`, 'INSERT null true'],
}

/** Keys and indexes of tenant data that do not start with the tenant. */
const keysAcrossTenants: Readonly<Record<string, string>> = {
  api_keys_pkey: 'the operator revokes a key by its id',
  api_keys_key_hash_key: 'a caller is found by its key before its tenant is known',
  audit_log_pkey: 'one log, in the order of events',
  sessions_pkey: 'a browser is found by its session before its tenant is known',
  sign_in_links_pkey: 'and by its sign-in link',
}

/** Foreign keys of tenant data to tables of no tenant. */
const keysToNobody: readonly string[] = ['sync_request_targets_request_id_fkey']

/** What runs with the rights of ordersync_fleet. Why each may see all tenants is its comment. */
const fleetFunctions: readonly string[] = [
  'fleet_claim_due_lanes(integer)',
  'fleet_claim_renewal_warnings(integer[])',
  'fleet_claim_targets(integer)',
  'fleet_claim_webhooks(text,integer,integer,integer)',
  'fleet_consume_consent(bytea,bytea)',
  'fleet_create_request_targets(text)',
  'fleet_delete_expired_audit_entries()',
  'fleet_delete_expired_sessions()',
  'fleet_delete_old_deliveries(integer,integer,integer)',
  'fleet_delete_old_imports(integer)',
  'fleet_delete_old_requests(integer,integer)',
  'fleet_delete_old_runs(integer)',
  'fleet_delete_old_runs(integer,integer)',
  'fleet_end_session(bytea)',
  'fleet_erase_due_buyers(integer)',
  'fleet_find_api_key(bytea)',
  'fleet_find_session(bytea,integer)',
  'fleet_is_seller_of_another(text,text,text)',
  'fleet_open_session_by_link(bytea,bytea,integer)',
  'fleet_search_orders(text,text,timestamp with time zone,timestamp with time zone)',
  'fleet_search_orders(text,text,timestamp with time zone,timestamp with time zone,integer)',
  'fleet_settle_request(text)',
  'fleet_sweep_consents()',
]
const fleetViews: readonly string[] = [
  'fleet_api_keys',
  'fleet_audit_log',
  'fleet_backfill_windows',
  'fleet_backfills',
  'fleet_connections',
  'fleet_feeds',
  'fleet_figures',
  'fleet_labelled_figures',
  'fleet_runs',
  'fleet_sync_request_targets',
  'fleet_sync_states',
  'fleet_tenant_erasures',
  'fleet_tenant_keys',
  'fleet_tenants',
  'fleet_webhook_figures',
]
/** What else the application may call: these run with its own rights. */
const otherFunctions: readonly string[] = [
  'create_request_targets(text,boolean)',
  'current_tenant()',
  'now()',
  'periods_of(timestamp with time zone)',
  'search_keys(text,text)',
  'search_text(text)',
]

/** What the fleet may read of tables that hold more than it needs. Of tables that are not here or below: nothing. */
const fleetColumns: Readonly<Record<string, string>> = {
  connections:
    'authorization_expires_at authorization_number authorized_at connection_id created_at has_refresh_token include_buyer_data marketplace_ids region renewal_warned_days selling_partner_id status tenant_id',
  order_buyers:
    'connection_id delete_after delete_because erased_because external_order_id is_kept marketplace tenant_id',
  order_changes: 'position recorded_at tenant_id',
  order_imports: 'requested_at tenant_id',
  quarantine: 'tenant_id',
  tenant_keys: 'created_at key_number master_key_id retired_at tenant_id',
  tenants: 'created_at display_name feed_position item_count order_count tenant_id',
  webhook_deliveries: 'created_at delivery_id last_attempt_at next_attempt_at state tenant_id webhook_id',
  webhooks: 'feed_position held_until status tenant_id webhook_id',
}
const fleetTables: Readonly<Record<string, string>> = {
  api_keys: 'SELECT',
  audit_log: 'DELETE SELECT',
  backfill_windows: 'SELECT',
  backfills: 'SELECT',
  buyer_deletions: 'INSERT SELECT UPDATE',
  consent_requests: 'DELETE SELECT',
  order_imports: 'DELETE',
  order_search: 'SELECT',
  refused_applications: 'SELECT',
  runs: 'DELETE SELECT',
  sessions: 'DELETE INSERT SELECT',
  sign_in_links: 'DELETE SELECT',
  search_names: 'SELECT',
  sync_request_targets: 'INSERT SELECT UPDATE',
  sync_requests: 'DELETE SELECT UPDATE',
  sync_states: 'SELECT',
  tenant_erasures: 'SELECT',
  webhook_deliveries: 'DELETE',
}

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function read<Row extends Record<string, unknown>>(sql: string): Promise<readonly Row[]> {
  return (await database.admin.query<Row>(sql)).rows
}

const tables = (): Promise<readonly { table: string; tenant: boolean; forced: boolean }[]> =>
  read(`SELECT c.relname AS table, c.relrowsecurity AND c.relforcerowsecurity AS forced,
      EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped) AS tenant
    FROM pg_class c WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind IN ('r', 'p', 'f', 'm') ORDER BY 1`)

test('a table has a tenant_id, or a reason why it has none', async () => {
  const found = (await tables()).filter(({ tenant }) => !tenant).map(({ table }) => table)
  expect(found).toEqual(Object.keys(withoutTenant).sort())
})

test('every table with a tenant_id has row-level security, forced, with the policy of the tenant and that of the fleet', async () => {
  const withTenant = (await tables()).filter(({ tenant }) => tenant)
  expect(withTenant.length).toBeGreaterThan(15)
  expect(withTenant.filter(({ forced }) => !forced)).toEqual([])
  const policies = await read<{ table: string; role: string; rule: string }>(
    `SELECT tablename AS table, array_to_string(roles, ' ') AS role, concat_ws(' ', cmd, COALESCE(qual, 'null'), COALESCE(with_check, 'null')) AS rule
     FROM pg_policies WHERE schemaname = 'ordersync' AND permissive = 'PERMISSIVE' ORDER BY cmd`,
  )
  for (const { table } of withTenant) {
    const own = policies.filter((policy) => policy.table === table)
    const rules = (role: string): readonly string[] =>
      own.filter((policy) => policy.role === role).map(({ rule }) => rule)
    expect([table, rules('ordersync_app')]).toEqual([table, otherPolicies[table] ?? [`ALL ${ofTenant} null`]])
    expect([table, rules('ordersync_fleet')]).toEqual([table, ['ALL true null']])
    expect(own).toHaveLength(rules('ordersync_app').length + 1)
  }
})

test('every primary key, unique index and foreign key of tenant data starts with tenant_id', async () => {
  const keys = await read<{ name: string }>(
    `SELECT i.indexrelid::regclass::text AS name FROM pg_index i
     JOIN pg_class c ON c.oid = i.indrelid AND c.relnamespace = 'ordersync'::regnamespace
     JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id'
     WHERE i.indisunique AND i.indkey[0] <> t.attnum ORDER BY 1`,
  )
  expect(keys.map(({ name }) => name.replace('ordersync.', ''))).toEqual(
    Object.keys(keysAcrossTenants).sort(),
  )
  const foreignKeys = await read<{ name: string }>(
    `SELECT k.conname AS name FROM pg_constraint k
     JOIN pg_attribute t ON t.attrelid = k.conrelid AND t.attname = 'tenant_id'
     LEFT JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attname = 'tenant_id'
     WHERE k.contype = 'f' AND k.connamespace = 'ordersync'::regnamespace
       AND (k.conkey[1] <> t.attnum OR r.attnum IS NULL OR k.confkey[1] <> r.attnum) ORDER BY 1`,
  )
  expect(foreignKeys.map(({ name }) => name)).toEqual(keysToNobody)
})

test('what runs with the rights of the fleet is named here, says why, and trusts no search path', async () => {
  const functions = await read<{ name: string; owner: string; path: string | null; comment: string | null }>(
    `SELECT replace(p.oid::regprocedure::text, 'ordersync.', '') AS name, p.proowner::regrole::text AS owner,
       p.proconfig[1] AS path, obj_description(p.oid, 'pg_proc') AS comment
     FROM pg_proc p WHERE p.prosecdef AND p.pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
     ORDER BY 1`,
  )
  expect(functions.map(({ name }) => name)).toEqual(fleetFunctions)
  for (const { name, owner, path, comment } of functions) {
    expect([name, owner, path]).toEqual([name, 'ordersync_fleet', 'search_path=""'])
    expect(comment, name).toMatch(/\w{3}/)
  }
  const views = await read<{ name: string; owner: string; comment: string | null; definition: string }>(
    `SELECT c.relname AS name, c.relowner::regrole::text AS owner, obj_description(c.oid, 'pg_class') AS comment,
       pg_get_viewdef(c.oid) AS definition
     FROM pg_class c WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind = 'v'
       AND c.relname !~ '_v\\d+$' ORDER BY 1`,
  )
  expect(views.map(({ name }) => name)).toEqual(fleetViews)
  for (const { name, owner, comment, definition } of views) {
    expect([name, owner]).toEqual([name, 'ordersync_fleet'])
    expect(comment, name).toMatch(/\w{3}/)
    if (name !== 'fleet_figures') expect(definition, name).toContain('(ordersync.current_tenant() IS NULL)')
  }
})

test('the application may do what is listed here, and nothing else', async () => {
  const rights = await rightsOf('ordersync_app')
  const expected: Record<string, string> = {}
  for (const { table, tenant } of await tables()) {
    const right = tenant ? (narrower[table] ?? 'DELETE INSERT SELECT UPDATE') : withoutTenant[table]?.rights
    if (right !== undefined && right !== '') expected[table] = right
  }
  for (const view of fleetViews) expected[view] = 'SELECT'
  expect(rights).toEqual(expected)
  expect(await columnRightsOf('ordersync_app')).toEqual([])
  expect(await functionsOf('ordersync_app')).toEqual([...fleetFunctions, ...otherFunctions].sort())
})

test('the fleet may read what its views and functions need: of orders only what is searched, no token, no key', async () => {
  expect(await rightsOf('ordersync_fleet', 'r')).toEqual(fleetTables)
  const columns = await columnRightsOf('ordersync_fleet')
  const read = Map.groupBy(
    columns.filter(({ right }) => right === 'SELECT'),
    ({ table }) => table,
  )
  expect(
    Object.fromEntries([...read].map(([table, own]) => [table, own.map(({ column }) => column).join(' ')])),
  ).toEqual(fleetColumns)
  expect(columns.filter(({ right }) => right !== 'SELECT')).toEqual([
    { table: 'connections', column: 'renewal_warned_days', right: 'UPDATE' },
    { table: 'consent_requests', column: 'used_at', right: 'UPDATE' },
    { table: 'order_buyers', column: 'erased_at', right: 'UPDATE' },
    { table: 'order_buyers', column: 'erased_because', right: 'UPDATE' },
    { table: 'order_buyers', column: 'sealed', right: 'UPDATE' },
    { table: 'sync_states', column: 'next_due_at', right: 'UPDATE' },
    { table: 'webhooks', column: 'held_until', right: 'UPDATE' },
    { table: 'webhooks', column: 'lease', right: 'UPDATE' },
  ])
})

test('no role signs in, passes by row-level security, is a member of another, or owns a table of ours', async () => {
  const roles = await read<{ name: string; mighty: boolean }>(
    `SELECT rolname AS name, rolcanlogin OR rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
       OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid) AS mighty
     FROM pg_roles r WHERE rolname LIKE 'ordersync\\_%' ORDER BY 1`,
  )
  expect(roles).toEqual([
    { name: 'ordersync_app', mighty: false },
    { name: 'ordersync_fleet', mighty: false },
    // Reads the views that docs/sql.md describes (src/store/sql-views.db.test.ts).
    { name: 'ordersync_reader', mighty: false },
  ])
  const owned = await read(
    `SELECT oid::regclass FROM pg_class WHERE relnamespace = 'ordersync'::regnamespace AND relkind <> 'v'
       AND relowner::regrole::text LIKE 'ordersync\\_%'`,
  )
  expect(owned).toEqual([])
  const creators = await read<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace, pg_roles r WHERE r.rolname IN ('ordersync_app', 'ordersync_fleet')
       AND has_schema_privilege(r.oid, pg_namespace.oid, 'CREATE')`,
  )
  // pg-boss keeps its own tables up to date, and runs as the application.
  expect(creators).toEqual([{ name: 'ordersync_queue' }])
})

/** Rights on whole tables and views, by name. */
async function rightsOf(role: string, kind: 'r' | 'rv' = 'rv'): Promise<Record<string, string>> {
  const rows = await read<{ name: string; rights: string }>(
    `SELECT c.relname AS name, string_agg(DISTINCT a.privilege_type, ' ' ORDER BY a.privilege_type) AS rights
     FROM pg_class c CROSS JOIN LATERAL aclexplode(c.relacl) a
     WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind::text = ANY(string_to_array('${[...kind].join(',')}', ','))
       AND a.grantee IN (0, '${role}'::regrole)
     GROUP BY 1`,
  )
  return Object.fromEntries(rows.map(({ name, rights }) => [name, rights]))
}

const columnRightsOf = (role: string): Promise<readonly { table: string; column: string; right: string }[]> =>
  read(`SELECT c.relname AS table, t.attname AS column, a.privilege_type AS right
    FROM pg_class c JOIN pg_attribute t ON t.attrelid = c.oid CROSS JOIN LATERAL aclexplode(t.attacl) a
    WHERE c.relnamespace = 'ordersync'::regnamespace AND a.grantee IN (0, '${role}'::regrole) ORDER BY 1, 2`)

async function functionsOf(role: string): Promise<readonly string[]> {
  const rows = await read<{ name: string }>(
    `SELECT replace(p.oid::regprocedure::text, 'ordersync.', '') AS name FROM pg_proc p
     WHERE p.pronamespace = 'ordersync'::regnamespace AND has_function_privilege('${role}', p.oid, 'EXECUTE') ORDER BY 1`,
  )
  return rows.map(({ name }) => name).sort()
}

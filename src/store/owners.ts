import type { Queryable } from './database.ts'

/**
 * Who owns what: the views and functions that see all tenants are the fleet's, the queue's schema the application's. The
 * migrations say so once; a backup that is restored by `pg_restore --no-owner` makes everything the restoring user's.
 * Then the application is shut out of the queue, and what should have the rights of the fleet has those of the owner.
 */
const misplaced = `
  SELECT 'view' AS kind, c.oid::regclass::text AS name FROM pg_catalog.pg_class c
  WHERE c.relnamespace = to_regnamespace('ordersync') AND c.relkind = 'v' AND c.relname LIKE 'fleet\\_%'
    AND c.relowner IS DISTINCT FROM to_regrole('ordersync_fleet')::oid
  UNION ALL
  SELECT 'function', p.oid::regprocedure::text FROM pg_catalog.pg_proc p
  WHERE p.pronamespace = to_regnamespace('ordersync') AND p.prosecdef AND p.proname LIKE 'fleet\\_%'
    AND p.proowner IS DISTINCT FROM to_regrole('ordersync_fleet')::oid
  UNION ALL
  SELECT 'queue', 'ordersync_queue'
  WHERE has_schema_privilege(to_regrole('ordersync_app')::oid, to_regnamespace('ordersync_queue')::oid, 'CREATE') IS NOT TRUE`

/** The names of what does not belong to whom it should. */
export async function listMisplaced(db: Queryable): Promise<readonly string[]> {
  const { rows } = await db.query<{ name: string }>(`SELECT name FROM (${misplaced}) found ORDER BY name`)
  return rows.map(({ name }) => name)
}

/**
 * Gives everything back to whom it belongs; as the owner of the tables, and on a database whose migrations are all
 * applied. The queue begins anew: its jobs are due again within a minute.
 */
export async function putOwnersRight(db: Queryable): Promise<void> {
  if ((await listMisplaced(db)).length === 0) return
  // The lock lets a second process find nothing to do. One DO block is one transaction.
  await db.query(`DO $$
    DECLARE
      found record;
    BEGIN
      LOCK TABLE ordersync.migrations IN EXCLUSIVE MODE;
      FOR found IN ${misplaced} LOOP
        CASE found.kind
          WHEN 'view' THEN PERFORM ordersync.entrust_view(found.name::regclass);
          WHEN 'function' THEN PERFORM ordersync.entrust_function(found.name::regprocedure);
          ELSE
            DROP SCHEMA IF EXISTS ordersync_queue CASCADE;
            CREATE SCHEMA ordersync_queue AUTHORIZATION ordersync_app;
        END CASE;
      END LOOP;
    END
  $$`)
}

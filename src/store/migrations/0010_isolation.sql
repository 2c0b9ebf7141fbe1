-- Up Migration

-- Each tenant alone, by PostgreSQL itself. Two roles without login, shared by all Ordersync databases of a cluster:
--   ordersync_app    what the API and the lanes run as: sees the rows of the tenant that its transaction names.
--   ordersync_fleet  owns the views and functions through which the operator's work sees all tenants, and may read
--                    only what they need: no order, no token. Nobody signs in or runs as it.
-- Neither has BYPASSRLS, so neither needs a superuser to be made.
DO $$
DECLARE
  wanted text;
BEGIN
  FOREACH wanted IN ARRAY ARRAY['ordersync_app', 'ordersync_fleet'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = wanted) THEN
        BEGIN
          EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
          NULL; -- The migration of another database of this cluster was first.
        END;
      END IF;
      -- Whoever migrates owns the tables, makes connections take the first role and hands views to the second.
      IF NOT pg_catalog.pg_has_role(current_user, wanted, 'USAGE') THEN
        EXECUTE format('GRANT %I TO %I', wanted, current_user);
      END IF;
    EXCEPTION WHEN insufficient_privilege THEN
      RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = format(
        '"%s" must be a member of the role %I and may not make it so; an administrator may: CREATE ROLE %I NOLOGIN (if it is not there); GRANT %I TO %I',
        current_user, wanted, wanted, wanted, current_user);
    END;
  END LOOP;
END
$$;

GRANT USAGE ON SCHEMA ordersync TO ordersync_app, ordersync_fleet;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ordersync FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ordersync.now() TO ordersync_app, ordersync_fleet;

-- The tenant that this transaction is about: null when it named none, and then no row is anybody's.
CREATE FUNCTION ordersync.current_tenant() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  RETURN NULLIF(pg_catalog.current_setting('ordersync.tenant_id', true), '');
REVOKE ALL ON FUNCTION ordersync.current_tenant() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ordersync.current_tenant() TO ordersync_app, ordersync_fleet;

-- ---------------------------------------------------------------------------------------------------------------
-- Row-level security on every table that has a tenant_id

-- What a migration calls for each new table with a tenant_id. The sub-select is worked out once a statement, and hides
-- the tenant from the planner's statistics, which say nothing of a tenant that is being read for the first time.
-- Policies alone grant nothing: to the fleet a table opens with a GRANT, of columns. Its policy on every table lets the
-- owner, who is a member, migrate and dump data.
CREATE FUNCTION ordersync.isolate(target regclass) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', target);
  EXECUTE format('CREATE POLICY of_tenant ON %s TO ordersync_app USING (tenant_id = (SELECT ordersync.current_tenant()))', target);
  EXECUTE format('CREATE POLICY of_fleet ON %s TO ordersync_fleet USING (true)', target);
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO ordersync_app', target);
END
$$;
REVOKE ALL ON FUNCTION ordersync.isolate(regclass) FROM PUBLIC;

-- What a migration calls for each new view or function that sees all tenants: from then on it has the rights of the
-- fleet, and the application may use it.
CREATE FUNCTION ordersync.entrust_view(target regclass) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  EXECUTE format('GRANT SELECT ON %s TO ordersync_app', target);
  GRANT CREATE ON SCHEMA ordersync TO ordersync_fleet;
  EXECUTE format('ALTER VIEW %s OWNER TO ordersync_fleet', target);
  REVOKE CREATE ON SCHEMA ordersync FROM ordersync_fleet;
END
$$;
CREATE FUNCTION ordersync.entrust_function(target regprocedure) RETURNS void LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', target);
  EXECUTE format('GRANT EXECUTE ON FUNCTION %s TO ordersync_app', target);
  GRANT CREATE ON SCHEMA ordersync TO ordersync_fleet;
  EXECUTE format('ALTER FUNCTION %s OWNER TO ordersync_fleet', target);
  REVOKE CREATE ON SCHEMA ordersync FROM ordersync_fleet;
END
$$;
REVOKE ALL ON FUNCTION ordersync.entrust_view(regclass), ordersync.entrust_function(regprocedure) FROM PUBLIC;

SELECT ordersync.isolate(c.oid) FROM pg_catalog.pg_class c
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attname = 'tenant_id' AND NOT a.attisdropped
WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind = 'r';

-- The operator's keys belong to no tenant: they are there for whoever works for none, and for no tenant.
ALTER POLICY of_tenant ON ordersync.api_keys USING (tenant_id IS NOT DISTINCT FROM (SELECT ordersync.current_tenant()));

-- Append-only: a refused attempt is written down before it is known whose it is, and nobody changes what is written.
REVOKE UPDATE, DELETE ON ordersync.audit_log FROM ordersync_app;
CREATE POLICY append ON ordersync.audit_log FOR INSERT TO ordersync_app WITH CHECK (true);

-- Tables without a tenant. In requests and buckets there are ids, instants and counts, nothing of an order.
GRANT SELECT, INSERT ON ordersync.installation, ordersync.sync_requests TO ordersync_app;
GRANT SELECT, INSERT, UPDATE ON ordersync.quota_buckets, ordersync.master_keys, ordersync.application_secrets TO ordersync_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ordersync.refused_applications, ordersync.appstore_logins,
  ordersync.application_notices TO ordersync_app;

-- ---------------------------------------------------------------------------------------------------------------
-- What the operator sees of all tenants. Each view is empty in a tenant's transaction: whoever forgets on whose behalf
-- it asks gets nothing.

-- Whether somebody has a token, for those who may not read it.
ALTER TABLE ordersync.connections
  ADD COLUMN has_refresh_token boolean NOT NULL GENERATED ALWAYS AS (refresh_token IS NOT NULL) STORED;

GRANT SELECT (tenant_id, display_name, created_at, order_count, item_count) ON ordersync.tenants TO ordersync_fleet;
GRANT SELECT (tenant_id, key_number, master_key_id, created_at, retired_at) ON ordersync.tenant_keys TO ordersync_fleet;
GRANT SELECT (tenant_id, connection_id, region, selling_partner_id, status, marketplace_ids, created_at, authorized_at,
  authorization_number, authorization_expires_at, renewal_warned_days, has_refresh_token), UPDATE (renewal_warned_days)
  ON ordersync.connections TO ordersync_fleet;
GRANT SELECT, UPDATE (used_at), DELETE ON ordersync.consent_requests TO ordersync_fleet;
GRANT SELECT, UPDATE (next_due_at) ON ordersync.sync_states TO ordersync_fleet;
GRANT SELECT, DELETE ON ordersync.runs TO ordersync_fleet;
GRANT SELECT, UPDATE, DELETE ON ordersync.sync_requests TO ordersync_fleet;
GRANT SELECT, INSERT, UPDATE ON ordersync.sync_request_targets TO ordersync_fleet;
GRANT SELECT ON ordersync.backfills, ordersync.backfill_windows, ordersync.refused_applications, ordersync.audit_log
  TO ordersync_fleet;
GRANT SELECT (tenant_id) ON ordersync.quarantine TO ordersync_fleet;
GRANT SELECT ON ordersync.api_keys TO ordersync_fleet;

CREATE VIEW ordersync.fleet_tenants AS
  SELECT tenant_id, display_name, created_at, order_count, item_count FROM ordersync.tenants
  WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_tenants IS 'The operator lists its tenants';

-- Which master key wraps whose keys: a process refuses to start with another one, and rotation looks for the old one.
CREATE VIEW ordersync.fleet_tenant_keys AS
  SELECT tenant_id, key_number, master_key_id, created_at, retired_at FROM ordersync.tenant_keys
  WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_tenant_keys IS 'Which master key wraps the keys of which tenants; without the keys';

CREATE VIEW ordersync.fleet_connections AS
  SELECT tenant_id, connection_id, region, selling_partner_id, status, marketplace_ids, created_at, authorized_at,
    authorization_number, authorization_expires_at, has_refresh_token FROM ordersync.connections
  WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_connections IS 'The state of all connections, and which of them share a bucket at Amazon';

CREATE VIEW ordersync.fleet_sync_states AS
  SELECT tenant_id, connection_id, lane, next_due_at, failures, last_polled_at, last_success_at, last_reason_code,
    last_error, watermark, imported_cursor FROM ordersync.sync_states
  WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_sync_states IS 'Where the sync of all tenants stands';

CREATE VIEW ordersync.fleet_runs AS
  SELECT * FROM ordersync.runs WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_runs IS 'The runs of all tenants, also those that a dead process left open';

CREATE VIEW ordersync.fleet_sync_request_targets AS
  SELECT * FROM ordersync.sync_request_targets WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_sync_request_targets IS 'The outcome of a sync of all tenants';

CREATE VIEW ordersync.fleet_backfills AS
  SELECT * FROM ordersync.backfills WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_backfills IS 'How far the history of each tenant is';

CREATE VIEW ordersync.fleet_backfill_windows AS
  SELECT * FROM ordersync.backfill_windows WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_backfill_windows IS 'How far the history of each tenant is';

CREATE VIEW ordersync.fleet_api_keys AS
  SELECT key_id, name, role, tenant_id, created_at, expires_at, last_used_at, revoked_at FROM ordersync.api_keys
  WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_api_keys IS 'The operator revokes a key by its id; without the hashes';

CREATE VIEW ordersync.fleet_audit_log AS
  SELECT * FROM ordersync.audit_log WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_audit_log IS 'The operator reads who did what to which tenant';

CREATE VIEW ordersync.fleet_figures AS
  SELECT count(*)::integer AS connections,
    (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now()))::integer AS due,
    (count(*) FILTER (WHERE active AND next_due_at <= ordersync.now() - interval '10 minutes'))::integer AS late,
    (count(*) FILTER (WHERE active AND failures > 0))::integer AS failing,
    (count(*) FILTER (WHERE status = 'reauthorization_required'))::integer AS reauthorization_required,
    (SELECT count(*)::integer FROM ordersync.quarantine) AS quarantined,
    (SELECT count(*)::integer FROM ordersync.refused_applications) AS applications_refused,
    COALESCE(max(extract(epoch FROM ordersync.now() - COALESCE(last_success_at, authorized_at))) FILTER (WHERE active), 0)::float8
      AS longest_without_success_seconds
  FROM (
    SELECT c.status, c.authorized_at, s.failures, s.next_due_at, s.last_success_at,
      c.status = 'connected' AND c.has_refresh_token AS active
    FROM ordersync.connections c
    LEFT JOIN ordersync.sync_states s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
  ) lane;
COMMENT ON VIEW ordersync.fleet_figures IS 'Sums over all tenants for metrics, and of nobody in particular';

-- ---------------------------------------------------------------------------------------------------------------
-- What is done for all tenants

CREATE FUNCTION ordersync.fleet_claim_due_lanes(at_most integer)
  RETURNS TABLE (tenant_id text, connection_id text, lane text)
  LANGUAGE sql SECURITY DEFINER SET search_path = '' ROWS 500
BEGIN ATOMIC
  WITH due AS (
    SELECT s.tenant_id, s.connection_id, s.lane FROM ordersync.sync_states s
    JOIN ordersync.connections c USING (tenant_id, connection_id)
    WHERE s.next_due_at <= ordersync.now() AND c.status = 'connected' AND c.has_refresh_token
    ORDER BY s.lane <> 'delta', s.failures > 0, s.last_success_at NULLS FIRST, s.next_due_at
    LIMIT at_most FOR UPDATE OF s SKIP LOCKED
  )
  UPDATE ordersync.sync_states s SET next_due_at = ordersync.now() + interval '1 minute'
  FROM due WHERE s.tenant_id = due.tenant_id AND s.connection_id = due.connection_id AND s.lane = due.lane
  RETURNING s.tenant_id, s.connection_id, s.lane;
END;
COMMENT ON FUNCTION ordersync.fleet_claim_due_lanes IS 'One tick finds what is due of all tenants: a tick each would cost as much as there are tenants';

CREATE FUNCTION ordersync.fleet_settle_request(settled text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  open integer;
BEGIN
  SELECT count(*) INTO open FROM ordersync.sync_request_targets t WHERE t.request_id = settled AND t.state <> 'done';
  IF open = 0 THEN
    UPDATE ordersync.sync_requests r SET finished_at = ordersync.now() WHERE r.request_id = settled AND r.finished_at IS NULL;
  END IF;
  RETURN open;
END
$$;
COMMENT ON FUNCTION ordersync.fleet_settle_request IS 'The run of one tenant ends a sync of all tenants when it was the last that was waited for; answers how many still are';

-- The targets of a request: of the tenant that the transaction is about, or of all for the fleet.
CREATE FUNCTION ordersync.create_request_targets(request text, only_due boolean) RETURNS void
  LANGUAGE sql SET search_path = ''
BEGIN ATOMIC
  WITH candidates AS (
    SELECT t.tenant_id, c.connection_id, c.status, c.has_refresh_token, s.failures, s.last_success_at,
      CASE WHEN only_due AND s.next_due_at > ordersync.now() THEN last_run.run_id END AS fresh_run_id,
      last_run.reason_code, last_run.message, last_run.orders_processed, last_run.items_processed, last_run.status AS run_status,
      last_run.finished_at
    FROM ordersync.tenants t
    LEFT JOIN ordersync.connections c USING (tenant_id)
    LEFT JOIN ordersync.sync_states s ON s.tenant_id = c.tenant_id AND s.connection_id = c.connection_id AND s.lane = 'delta'
    LEFT JOIN LATERAL (
      SELECT r.run_id, r.reason_code, r.message, r.orders_processed, r.items_processed, r.status, r.finished_at
      FROM ordersync.runs r
      WHERE r.tenant_id = c.tenant_id AND r.connection_id = c.connection_id AND r.lane = 'delta'
      ORDER BY r.started_at DESC, r.run_id DESC LIMIT 1
    ) last_run ON last_run.status IN ('success', 'failed', 'skipped')
  )
  INSERT INTO ordersync.sync_request_targets
    (tenant_id, request_id, connection_id, position, state, run_id, status, reason_code, message, orders_processed, items_processed)
  SELECT c.tenant_id, request, COALESCE(c.connection_id, ''),
    row_number() OVER (ORDER BY c.failures > 0, c.last_success_at NULLS FIRST, c.tenant_id, c.connection_id),
    CASE WHEN outcome.status IS NULL THEN 'waiting' ELSE 'done' END,
    c.fresh_run_id, outcome.status, outcome.reason_code, outcome.message,
    CASE WHEN c.fresh_run_id IS NULL THEN 0 ELSE c.orders_processed END, CASE WHEN c.fresh_run_id IS NULL THEN 0 ELSE c.items_processed END
  FROM candidates c
  CROSS JOIN LATERAL (
    SELECT rule.status, rule.reason_code, rule.message FROM (VALUES
      (c.connection_id IS NULL, 'skipped', 'NOT_CONNECTED', 'no connection: connect the seller''s Amazon account'),
      (NOT c.has_refresh_token, 'skipped', 'TOKEN_MISSING', 'no refresh token'),
      (c.status = 'paused', 'skipped', 'NOT_CONNECTED', 'the connection is paused: resume it to sync'),
      (c.status = 'reauthorization_required', 'skipped', 'TOKEN_REVOKED', 'Amazon no longer accepts the authorisation: the seller must reconnect Amazon'),
      (c.fresh_run_id IS NOT NULL, c.run_status, c.reason_code,
        'not due yet; the run of ' || to_char(c.finished_at AT TIME ZONE 'UTC', 'HH24:MI:SS"Z"') || ' said: ' || c.message),
      (true, NULL, NULL, NULL)
    ) AS rule(applies, status, reason_code, message)
    WHERE rule.applies LIMIT 1
  ) outcome;
END;

CREATE FUNCTION ordersync.fleet_create_request_targets(request text) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  SELECT ordersync.create_request_targets(request, true);
END;
COMMENT ON FUNCTION ordersync.fleet_create_request_targets IS 'The operator asks for a sync of all tenants';

CREATE FUNCTION ordersync.fleet_claim_targets(at_most integer)
  RETURNS TABLE (tenant_id text, connection_id text, mode text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$
DECLARE
  request record;
  claimed integer := 0;
  added integer;
BEGIN
  FOR request IN
    SELECT r.request_id, r.mode, r.batch_size, r.batch_delay_ms FROM ordersync.sync_requests r
    WHERE r.finished_at IS NULL AND r.next_batch_at <= ordersync.now() ORDER BY r.requested_at LIMIT 100 FOR UPDATE SKIP LOCKED
  LOOP
    RETURN QUERY
      UPDATE ordersync.sync_request_targets t SET state = 'queued', queued_at = ordersync.now()
      FROM (
        (SELECT w.tenant_id, w.connection_id FROM ordersync.sync_request_targets w
         WHERE w.request_id = request.request_id AND w.state = 'waiting' ORDER BY w.position
         LIMIT GREATEST(0, LEAST(at_most - claimed, COALESCE(request.batch_size - (
           SELECT count(*) FROM ordersync.sync_request_targets q
           WHERE q.request_id = request.request_id AND q.state = 'queued'), at_most - claimed))))
        UNION ALL
        (SELECT q.tenant_id, q.connection_id FROM ordersync.sync_request_targets q
         WHERE q.request_id = request.request_id AND q.state = 'queued' AND q.queued_at < ordersync.now() - interval '5 seconds')
      ) next
      WHERE t.tenant_id = next.tenant_id AND t.request_id = request.request_id AND t.connection_id = next.connection_id
      RETURNING t.tenant_id, t.connection_id, request.mode;
    GET DIAGNOSTICS added = ROW_COUNT;
    claimed := claimed + added;
    IF added > 0 AND request.batch_delay_ms > 0 THEN
      UPDATE ordersync.sync_requests r SET next_batch_at = ordersync.now() + make_interval(secs => request.batch_delay_ms / 1000.0)
      WHERE r.request_id = request.request_id;
    END IF;
    -- A target whose connection was deleted meanwhile has nobody to give it an outcome.
    UPDATE ordersync.sync_request_targets t SET state = 'done', status = 'skipped', reason_code = 'NOT_CONNECTED',
      message = 'the connection was removed while the sync was under way'
    WHERE t.request_id = request.request_id AND t.state <> 'done' AND NOT EXISTS (
      SELECT FROM ordersync.connections c WHERE c.tenant_id = t.tenant_id AND c.connection_id = t.connection_id);
    PERFORM ordersync.fleet_settle_request(request.request_id);
  END LOOP;
END
$$;
COMMENT ON FUNCTION ordersync.fleet_claim_targets IS 'One tick finds what was asked for, of whichever tenants';

CREATE FUNCTION ordersync.fleet_delete_old_runs(days integer) RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  DELETE FROM ordersync.sync_requests WHERE finished_at < ordersync.now() - make_interval(days => days);
  WITH deleted AS (
    DELETE FROM ordersync.runs WHERE finished_at IS NOT NULL AND started_at < ordersync.now() - make_interval(days => days)
    RETURNING 1
  )
  SELECT count(*) FROM deleted;
END;
COMMENT ON FUNCTION ordersync.fleet_delete_old_runs IS 'History ends at the same age for all tenants';

CREATE FUNCTION ordersync.fleet_find_api_key(presented bytea) RETURNS SETOF ordersync.fleet_api_keys
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  SELECT k.key_id, k.name, k.role, k.tenant_id, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
  FROM ordersync.api_keys k WHERE k.key_hash = presented;
END;
COMMENT ON FUNCTION ordersync.fleet_find_api_key IS 'A caller shows a key before it is known which tenant it belongs to; only its holder knows what has this hash';

CREATE FUNCTION ordersync.fleet_is_seller_of_another(asking text, in_region text, seller text) RETURNS boolean
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  SELECT EXISTS (SELECT FROM ordersync.connections c
    WHERE c.region = in_region AND c.selling_partner_id = seller AND c.tenant_id <> asking);
END;
COMMENT ON FUNCTION ordersync.fleet_is_seller_of_another IS 'A selling partner belongs to one tenant; says whether another has it, never which';

-- A state has 256 random bits and is known to one browser: it alone says which tenant's consent comes back.
CREATE FUNCTION ordersync.fleet_consume_consent(presented bytea, bound_to bytea)
  RETURNS TABLE (outcome text, tenant_id text, region text, marketplace_id text, selling_partner_id text,
    allow_shared_seller boolean, requested_by text, return_to text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' ROWS 1 AS $$
DECLARE
  asked ordersync.consent_requests;
BEGIN
  -- Of several that come at once, one locks the row and uses it up; the others see that.
  SELECT * INTO asked FROM ordersync.consent_requests c WHERE c.state_hash = presented FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  outcome := CASE
    WHEN asked.used_at IS NOT NULL THEN 'used'
    WHEN asked.expires_at <= ordersync.now() THEN 'expired'
    WHEN asked.binding_hash <> bound_to OR (asked.binding_hash IS NOT NULL AND bound_to IS NULL) THEN 'other_session'
    ELSE 'consumed' END;
  IF outcome = 'consumed' THEN
    UPDATE ordersync.consent_requests c SET used_at = ordersync.now()
    WHERE c.tenant_id = asked.tenant_id AND c.state_hash = presented;
  END IF;
  RETURN QUERY SELECT outcome, asked.tenant_id, asked.region, asked.marketplace_id, asked.selling_partner_id,
    asked.allow_shared_seller, asked.requested_by, asked.return_to;
END
$$;
COMMENT ON FUNCTION ordersync.fleet_consume_consent IS 'A browser comes back from Amazon before it is known for which tenant; only its state has this hash';

CREATE FUNCTION ordersync.fleet_sweep_consents() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  DELETE FROM ordersync.consent_requests WHERE expires_at < ordersync.now() - interval '1 day';
END;
COMMENT ON FUNCTION ordersync.fleet_sweep_consents IS 'Consents that nobody finished are forgotten at the same age for all tenants';

CREATE FUNCTION ordersync.fleet_claim_renewal_warnings(steps integer[])
  RETURNS TABLE (tenant_id text, connection_id text, authorization_expires_at timestamptz, renewal_warned_days smallint)
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  UPDATE ordersync.connections c SET renewal_warned_days = due.days
  FROM (
    SELECT o.tenant_id, o.connection_id, min(step.days)::smallint AS days
    FROM ordersync.connections o, unnest(steps) step(days)
    WHERE o.status = 'connected' AND o.has_refresh_token
      AND o.authorization_expires_at <= ordersync.now() + make_interval(days => step.days)
    GROUP BY o.tenant_id, o.connection_id
  ) due
  WHERE c.tenant_id = due.tenant_id AND c.connection_id = due.connection_id
    AND due.days < COALESCE(c.renewal_warned_days, 32767)
  RETURNING c.tenant_id, c.connection_id, c.authorization_expires_at, c.renewal_warned_days;
END;
COMMENT ON FUNCTION ordersync.fleet_claim_renewal_warnings IS 'One look finds the consents of all tenants that end soon, each said once';

SELECT ordersync.entrust_view(c.oid) FROM pg_catalog.pg_class c
WHERE c.relnamespace = 'ordersync'::regnamespace AND c.relkind = 'v';
SELECT ordersync.entrust_function(p.oid) FROM pg_catalog.pg_proc p
WHERE p.pronamespace = 'ordersync'::regnamespace AND p.proname LIKE 'fleet\_%';
REVOKE ALL ON FUNCTION ordersync.create_request_targets(text, boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ordersync.create_request_targets(text, boolean) TO ordersync_app, ordersync_fleet;

-- ---------------------------------------------------------------------------------------------------------------
-- The queue: pg-boss runs as the application and keeps its own schema up to date, so the application owns that one.
-- In it are names of lanes. Jobs that are dropped here are due again within a minute.
DROP SCHEMA IF EXISTS ordersync_queue CASCADE;
CREATE SCHEMA ordersync_queue AUTHORIZATION ordersync_app;

-- Down Migration
DROP SCHEMA ordersync_queue CASCADE;
DROP FUNCTION ordersync.fleet_claim_due_lanes, ordersync.fleet_settle_request, ordersync.create_request_targets,
  ordersync.fleet_create_request_targets, ordersync.fleet_claim_targets, ordersync.fleet_delete_old_runs,
  ordersync.fleet_find_api_key, ordersync.fleet_is_seller_of_another, ordersync.fleet_consume_consent,
  ordersync.fleet_sweep_consents, ordersync.fleet_claim_renewal_warnings;
DROP VIEW ordersync.fleet_tenants, ordersync.fleet_tenant_keys, ordersync.fleet_connections, ordersync.fleet_sync_states,
  ordersync.fleet_runs, ordersync.fleet_sync_request_targets, ordersync.fleet_backfills, ordersync.fleet_backfill_windows,
  ordersync.fleet_api_keys, ordersync.fleet_audit_log, ordersync.fleet_figures;
ALTER TABLE ordersync.connections DROP COLUMN has_refresh_token;
DO $$
DECLARE
  target regclass;
  policy name;
BEGIN
  FOR target, policy IN SELECT polrelid::regclass, polname FROM pg_catalog.pg_policy
    JOIN pg_catalog.pg_class c ON c.oid = polrelid WHERE c.relnamespace = 'ordersync'::regnamespace LOOP
    EXECUTE format('DROP POLICY %I ON %s', policy, target);
    EXECUTE format('ALTER TABLE %s DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY', target);
  END LOOP;
END
$$;
DROP FUNCTION ordersync.isolate, ordersync.entrust_view, ordersync.entrust_function, ordersync.current_tenant;
REVOKE ALL ON ALL TABLES IN SCHEMA ordersync FROM ordersync_app, ordersync_fleet;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ordersync FROM ordersync_app, ordersync_fleet;
REVOKE USAGE ON SCHEMA ordersync FROM ordersync_app, ordersync_fleet;

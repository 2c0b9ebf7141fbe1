-- Up Migration

-- Callers on isolated tables: who shows a key, a session or a link belongs to no tenant until it is found.

-- As with keys: what is the operator's is there for whoever works for no tenant.
ALTER POLICY of_tenant ON ordersync.sessions USING (tenant_id IS NOT DISTINCT FROM (SELECT ordersync.current_tenant()));
ALTER POLICY of_tenant ON ordersync.sign_in_links USING (tenant_id IS NOT DISTINCT FROM (SELECT ordersync.current_tenant()));

GRANT SELECT, INSERT, DELETE ON ordersync.sessions TO ordersync_fleet;
GRANT SELECT, DELETE ON ordersync.sign_in_links TO ordersync_fleet;
GRANT DELETE ON ordersync.audit_log TO ordersync_fleet;

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW ordersync.fleet_api_keys AS
  SELECT key_id, name, role, tenant_id, created_at, expires_at, last_used_at, revoked_at, key_prefix, can_read_buyers,
    replaces_key_id
  FROM ordersync.api_keys WHERE ordersync.current_tenant() IS NULL;

CREATE OR REPLACE FUNCTION ordersync.fleet_find_api_key(presented bytea) RETURNS SETOF ordersync.fleet_api_keys
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  SELECT k.key_id, k.name, k.role, k.tenant_id, k.created_at, k.expires_at, k.last_used_at, k.revoked_at, k.key_prefix,
    k.can_read_buyers, k.replaces_key_id
  FROM ordersync.api_keys k WHERE k.key_hash = presented;
END;

-- Sessions that count, without their hashes: neither expired nor idle for longer than allowed, and of no key that ended.
CREATE FUNCTION ordersync.fleet_find_session(presented bytea, idle_minutes integer)
  RETURNS TABLE (tenant_id text, key_id text, subject text, name text, role text, can_read_buyers boolean,
    expires_at timestamptz, last_seen_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 1
BEGIN ATOMIC
  SELECT s.tenant_id, s.key_id, s.subject, s.name, s.role, s.can_read_buyers, s.expires_at, s.last_seen_at
  FROM ordersync.sessions s LEFT JOIN ordersync.api_keys k
    ON k.key_id = s.key_id AND k.tenant_id IS NOT DISTINCT FROM s.tenant_id
  WHERE s.token_hash = presented AND s.expires_at > ordersync.now()
    AND s.last_seen_at > ordersync.now() - make_interval(mins => idle_minutes)
    AND (s.key_id IS NULL
      OR (k.key_id IS NOT NULL AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > ordersync.now())));
END;
COMMENT ON FUNCTION ordersync.fleet_find_session IS 'A browser shows its session before it is known which tenant it belongs to; only its holder knows what has this hash';

-- A link is used up in the same statement: of two that come at once, one is answered.
CREATE FUNCTION ordersync.fleet_open_session_by_link(link bytea, token bytea, hours integer)
  RETURNS TABLE (tenant_id text, key_id text, subject text, name text, role text, can_read_buyers boolean,
    expires_at timestamptz, last_seen_at timestamptz)
  LANGUAGE sql SECURITY DEFINER SET search_path = '' ROWS 1
BEGIN ATOMIC
  WITH used AS (
    DELETE FROM ordersync.sign_in_links l WHERE l.token_hash = link RETURNING l.tenant_id, l.key_id, l.expires_at
  )
  INSERT INTO ordersync.sessions AS s (token_hash, tenant_id, key_id, name, role, can_read_buyers, expires_at)
  SELECT token, k.tenant_id, k.key_id, k.name, k.role, k.can_read_buyers,
    LEAST(ordersync.now() + make_interval(hours => hours), k.expires_at)
  FROM used JOIN ordersync.api_keys k ON k.key_id = used.key_id AND k.tenant_id IS NOT DISTINCT FROM used.tenant_id
  WHERE used.expires_at > ordersync.now() AND k.revoked_at IS NULL
    AND (k.expires_at IS NULL OR k.expires_at > ordersync.now())
  RETURNING s.tenant_id, s.key_id, s.subject, s.name, s.role, s.can_read_buyers, s.expires_at, s.last_seen_at;
END;
COMMENT ON FUNCTION ordersync.fleet_open_session_by_link IS 'A browser shows a link before it is known which tenant it belongs to; only its holder knows what has this hash';

CREATE FUNCTION ordersync.fleet_end_session(presented bytea) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  DELETE FROM ordersync.sessions s WHERE s.token_hash = presented;
END;
COMMENT ON FUNCTION ordersync.fleet_end_session IS 'Whoever signs in ends the session that the browser had before, of whichever tenant';

CREATE FUNCTION ordersync.fleet_delete_expired_sessions() RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  DELETE FROM ordersync.sessions s
  WHERE s.expires_at < ordersync.now() OR s.last_seen_at < ordersync.now() - interval '1 day';
  DELETE FROM ordersync.sign_in_links l WHERE l.expires_at < ordersync.now();
END;
COMMENT ON FUNCTION ordersync.fleet_delete_expired_sessions IS 'Sessions and links that open nothing any more go for all tenants alike';

-- The only way to take something out of the audit log. It takes no argument, so that nobody can ask for more.
CREATE FUNCTION ordersync.fleet_delete_expired_audit_entries() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  WITH deleted AS (
    DELETE FROM ordersync.audit_log a WHERE a.at < ordersync.now() - interval '12 months' RETURNING 1
  )
  SELECT count(*) FROM deleted;
END;
COMMENT ON FUNCTION ordersync.fleet_delete_expired_audit_entries IS 'The log is kept for twelve months for all tenants; nobody deletes anything else from it';

SELECT ordersync.entrust_function(oid) FROM pg_catalog.pg_proc
WHERE pronamespace = 'ordersync'::regnamespace AND proname IN ('fleet_find_session', 'fleet_open_session_by_link',
  'fleet_end_session', 'fleet_delete_expired_sessions', 'fleet_delete_expired_audit_entries');

-- Down Migration
DROP FUNCTION ordersync.fleet_find_session, ordersync.fleet_open_session_by_link, ordersync.fleet_end_session,
  ordersync.fleet_delete_expired_sessions, ordersync.fleet_delete_expired_audit_entries, ordersync.fleet_find_api_key;
DROP VIEW ordersync.fleet_api_keys;
CREATE VIEW ordersync.fleet_api_keys AS
  SELECT key_id, name, role, tenant_id, created_at, expires_at, last_used_at, revoked_at FROM ordersync.api_keys
  WHERE ordersync.current_tenant() IS NULL;
COMMENT ON VIEW ordersync.fleet_api_keys IS 'The operator revokes a key by its id; without the hashes';
CREATE FUNCTION ordersync.fleet_find_api_key(presented bytea) RETURNS SETOF ordersync.fleet_api_keys
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = ''
BEGIN ATOMIC
  SELECT k.key_id, k.name, k.role, k.tenant_id, k.created_at, k.expires_at, k.last_used_at, k.revoked_at
  FROM ordersync.api_keys k WHERE k.key_hash = presented;
END;
SELECT ordersync.entrust_view('ordersync.fleet_api_keys');
SELECT ordersync.entrust_function('ordersync.fleet_find_api_key(bytea)');
REVOKE DELETE ON ordersync.audit_log FROM ordersync_fleet;
REVOKE ALL ON ordersync.sessions, ordersync.sign_in_links FROM ordersync_fleet;

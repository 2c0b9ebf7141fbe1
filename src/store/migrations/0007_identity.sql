-- Up Migration

-- ---------------------------------------------------------------------------------------------------------------
-- Keys: told apart by their first characters, replaced without a gap, and by default without a view of buyers

ALTER TABLE ordersync.api_keys
  -- `os_` and six more characters; null for keys made before there was this column.
  ADD COLUMN key_prefix      text,
  ADD COLUMN can_read_buyers boolean NOT NULL DEFAULT false,
  -- The key that this one was made to replace. Its row stays, expired: a secret that was replaced never opens again.
  ADD COLUMN replaces_key_id text CONSTRAINT api_keys_replaced_once UNIQUE;

-- ---------------------------------------------------------------------------------------------------------------
-- Sessions of browsers. Found by the hash of their token, before it is known whose they are.

CREATE TABLE ordersync.sessions (
  session_id      text PRIMARY KEY,
  token_hash      bytea NOT NULL CONSTRAINT sessions_token UNIQUE,
  -- Opened by a key, whose end is theirs too, or by a subject of the identity provider.
  key_id          text REFERENCES ordersync.api_keys ON DELETE CASCADE,
  subject         text,
  name            text NOT NULL,
  role            text NOT NULL CHECK (role IN ('operator', 'tenant_admin', 'tenant_reader')),
  tenant_id       text REFERENCES ordersync.tenants ON DELETE CASCADE,
  can_read_buyers boolean NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT ordersync.now(),
  last_seen_at    timestamptz NOT NULL DEFAULT ordersync.now(),
  expires_at      timestamptz NOT NULL,
  CONSTRAINT sessions_of_a_key_or_a_subject CHECK ((key_id IS NULL) <> (subject IS NULL)),
  CONSTRAINT sessions_of_a_tenant_name_it CHECK ((role = 'operator') = (tenant_id IS NULL))
);
CREATE INDEX sessions_of_key ON ordersync.sessions (key_id);
CREATE INDEX sessions_of_subject ON ordersync.sessions (subject);

-- Links that open one session, once.
CREATE TABLE ordersync.sign_in_links (
  token_hash bytea PRIMARY KEY,
  key_id     text NOT NULL REFERENCES ordersync.api_keys ON DELETE CASCADE,
  expires_at timestamptz NOT NULL
);
CREATE INDEX sign_in_links_of_key ON ordersync.sign_in_links (key_id);

-- ---------------------------------------------------------------------------------------------------------------
-- The audit log

ALTER TABLE ordersync.audit_log
  -- Why a call was refused: the code of the problem that it was answered with.
  ADD COLUMN code text;
DROP INDEX ordersync.audit_log_of_tenant;
CREATE INDEX audit_log_of_tenant ON ordersync.audit_log (tenant_id, at DESC, audit_id DESC);
CREATE INDEX audit_log_newest_first ON ordersync.audit_log (at DESC, audit_id DESC);

-- The only way to take something out of the log. It runs with its owner's rights, so that whoever calls it needs no
-- right to delete, and it takes no argument, so that nobody can ask for more.
CREATE FUNCTION ordersync.delete_expired_audit_entries() RETURNS bigint
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  WITH gone AS (
    DELETE FROM ordersync.audit_log WHERE at < ordersync.now() - interval '12 months' RETURNING 1
  )
  SELECT count(*) FROM gone
$$;
REVOKE ALL ON FUNCTION ordersync.delete_expired_audit_entries() FROM PUBLIC;

-- Down Migration
DROP FUNCTION ordersync.delete_expired_audit_entries();
DROP INDEX ordersync.audit_log_newest_first;
DROP INDEX ordersync.audit_log_of_tenant;
CREATE INDEX audit_log_of_tenant ON ordersync.audit_log (tenant_id, at DESC);
ALTER TABLE ordersync.audit_log DROP COLUMN code;
DROP TABLE ordersync.sign_in_links;
DROP TABLE ordersync.sessions;
ALTER TABLE ordersync.api_keys
  DROP COLUMN replaces_key_id,
  DROP COLUMN can_read_buyers,
  DROP COLUMN key_prefix;

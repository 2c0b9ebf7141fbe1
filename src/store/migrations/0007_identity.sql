-- Up Migration

-- ---------------------------------------------------------------------------------------------------------------
-- Keys: told apart by their first characters, replaced without a gap, and by default without a view of buyers

ALTER TABLE ordersync.api_keys
  -- `os_` and six more characters; null for keys made before there was this column, and for those somebody thought up.
  ADD COLUMN key_prefix      text,
  ADD COLUMN can_read_buyers boolean NOT NULL DEFAULT false,
  -- The key that this one was made to replace. Its row stays, expired: a secret that was replaced never opens again.
  ADD COLUMN replaces_key_id text;
CREATE UNIQUE INDEX api_keys_replaced_once ON ordersync.api_keys (tenant_id, replaces_key_id)
  NULLS NOT DISTINCT WHERE replaces_key_id IS NOT NULL;

-- ---------------------------------------------------------------------------------------------------------------
-- Sessions of browsers

CREATE TABLE ordersync.sessions (
  token_hash      bytea PRIMARY KEY,
  -- Null for an operator.
  tenant_id       text REFERENCES ordersync.tenants ON DELETE CASCADE,
  -- Opened by a key, whose end is theirs too, or by a subject of the identity provider.
  key_id          text,
  subject         text,
  name            text NOT NULL,
  role            text NOT NULL CHECK (role IN ('operator', 'tenant_admin', 'tenant_reader')),
  can_read_buyers boolean NOT NULL,
  created_at      timestamptz NOT NULL DEFAULT ordersync.now(),
  last_seen_at    timestamptz NOT NULL DEFAULT ordersync.now(),
  expires_at      timestamptz NOT NULL,
  CONSTRAINT sessions_of_a_key_or_a_subject CHECK ((key_id IS NULL) <> (subject IS NULL)),
  CONSTRAINT sessions_of_a_tenant_name_it CHECK ((role = 'operator') = (tenant_id IS NULL))
);
CREATE INDEX sessions_of_key ON ordersync.sessions (tenant_id, key_id);
CREATE INDEX sessions_of_subject ON ordersync.sessions (tenant_id, subject);

-- Links that open one session, once.
CREATE TABLE ordersync.sign_in_links (
  token_hash bytea PRIMARY KEY,
  -- The tenant of the key; null for the operator's.
  tenant_id  text REFERENCES ordersync.tenants ON DELETE CASCADE,
  key_id     text NOT NULL,
  expires_at timestamptz NOT NULL
);

-- ---------------------------------------------------------------------------------------------------------------
-- The audit log

ALTER TABLE ordersync.audit_log
  -- Why a call was refused: the code of the problem that it was answered with.
  ADD COLUMN code text;
DROP INDEX ordersync.audit_log_of_tenant;
CREATE INDEX audit_log_of_tenant ON ordersync.audit_log (tenant_id, at DESC, audit_id DESC);
CREATE INDEX audit_log_newest_first ON ordersync.audit_log (at DESC, audit_id DESC);

-- Down Migration
DROP INDEX ordersync.audit_log_newest_first;
DROP INDEX ordersync.audit_log_of_tenant;
CREATE INDEX audit_log_of_tenant ON ordersync.audit_log (tenant_id, at DESC);
ALTER TABLE ordersync.audit_log DROP COLUMN code;
DROP TABLE ordersync.sign_in_links;
DROP TABLE ordersync.sessions;
DROP INDEX ordersync.api_keys_replaced_once;
ALTER TABLE ordersync.api_keys
  DROP COLUMN replaces_key_id,
  DROP COLUMN can_read_buyers,
  DROP COLUMN key_prefix;

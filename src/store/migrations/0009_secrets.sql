-- Up Migration

-- The master keys that ever wrapped something here. New keys are wrapped by the current one, which a rotation changes
-- for all processes at once; what it wraps stays readable as long as a process is given it.
CREATE TABLE ordersync.master_keys (
  master_key_id text PRIMARY KEY,
  is_current    boolean NOT NULL,
  first_used_at timestamptz NOT NULL DEFAULT ordersync.now()
);
CREATE UNIQUE INDEX master_keys_one_current ON ordersync.master_keys (is_current) WHERE is_current;
INSERT INTO ordersync.master_keys (master_key_id, is_current, first_used_at)
  SELECT master_key_id, row_number() OVER (ORDER BY max(created_at) DESC) = 1, min(created_at)
  FROM ordersync.tenant_keys GROUP BY master_key_id;

-- Set when a newer generation took over: nothing is sealed with it any more, and a day later it is destroyed.
ALTER TABLE ordersync.tenant_keys ADD COLUMN retired_at timestamptz;

-- Secrets of the application that Amazon sent us, each wrapped by the master key. They belong to no tenant.
CREATE TABLE ordersync.application_secrets (
  client_id      text NOT NULL,
  secret_number  integer NOT NULL,
  -- Of a value with more than a hundred random bits: recognises a message that comes twice.
  secret_hash    bytea NOT NULL,
  master_key_id  text NOT NULL,
  wrapped_secret bytea NOT NULL,
  received_at    timestamptz NOT NULL DEFAULT ordersync.now(),
  expires_at     timestamptz NOT NULL,
  PRIMARY KEY (client_id, secret_number),
  CONSTRAINT application_secrets_once UNIQUE (client_id, secret_hash)
);

-- What Amazon said about the secret that is in use.
CREATE TABLE ordersync.application_notices (
  client_id         text PRIMARY KEY,
  secret_expires_at timestamptz NOT NULL,
  noticed_at        timestamptz NOT NULL DEFAULT ordersync.now()
);

-- Down Migration
DROP TABLE ordersync.application_notices, ordersync.application_secrets, ordersync.master_keys;
ALTER TABLE ordersync.tenant_keys DROP COLUMN retired_at;

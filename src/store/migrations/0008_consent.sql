-- Up Migration

ALTER TABLE ordersync.connections
  -- Counts the authorisations of this connection: what was obtained with an earlier one is told from it.
  ADD COLUMN authorization_number integer NOT NULL DEFAULT 1,
  -- When Amazon ends an authorisation that was given by consent; null for a token pasted from a private application.
  ADD COLUMN authorization_expires_at timestamptz,
  -- The last renewal warning that was logged: 60, 30 or 7 days before the end.
  ADD COLUMN renewal_warned_days smallint;

-- A consent that somebody asked a seller for. The state itself is known only to the browser that carries it.
CREATE TABLE ordersync.consent_requests (
  tenant_id           text NOT NULL REFERENCES ordersync.tenants ON DELETE CASCADE,
  state_hash          bytea NOT NULL,
  region              text NOT NULL CHECK (region IN ('NA', 'EU', 'FE')),
  marketplace_id      text NOT NULL,
  -- Set when the way began in the Appstore: nobody else may come back.
  selling_partner_id  text,
  allow_shared_seller boolean NOT NULL,
  requested_by        text NOT NULL,
  -- Of a cookie that the same browser must bring back; null when asked for with an API key.
  binding_hash        bytea,
  return_to           text NOT NULL,
  requested_at        timestamptz NOT NULL DEFAULT ordersync.now(),
  expires_at          timestamptz NOT NULL,
  used_at             timestamptz,
  PRIMARY KEY (tenant_id, state_hash)
);
CREATE INDEX consent_requests_by_state ON ordersync.consent_requests (state_hash);
CREATE INDEX consent_requests_expired ON ordersync.consent_requests (expires_at);

-- A seller that the Appstore sent to us, until somebody who is signed in says for which tenant.
CREATE TABLE ordersync.appstore_logins (
  login_hash          bytea PRIMARY KEY,
  amazon_callback_uri text NOT NULL,
  amazon_state        text NOT NULL,
  selling_partner_id  text NOT NULL,
  expires_at          timestamptz NOT NULL
);
CREATE INDEX appstore_logins_expired ON ordersync.appstore_logins (expires_at);

-- Down Migration
DROP TABLE ordersync.appstore_logins, ordersync.consent_requests;
ALTER TABLE ordersync.connections
  DROP COLUMN authorization_number, DROP COLUMN authorization_expires_at, DROP COLUMN renewal_warned_days;

-- Up Migration

-- Every process asks at its start whether the schema is as its version needs it.
GRANT SELECT ON ordersync.migrations TO ordersync_app;

-- Down Migration
REVOKE SELECT ON ordersync.migrations FROM ordersync_app;

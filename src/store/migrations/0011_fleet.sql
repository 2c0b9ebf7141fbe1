-- Up Migration

-- What a run did at Amazon, call by call, and which entries of the feed it wrote: for the person who asks why.
ALTER TABLE ordersync.runs
  ADD COLUMN calls jsonb,
  ADD COLUMN feed_positions int8multirange NOT NULL DEFAULT '{}';

-- Finds a run by its id alone (the operator's), and the runs that ended lately (what a watching screen asks each second).
CREATE INDEX runs_by_id ON ordersync.runs (run_id);
CREATE INDEX runs_by_end ON ordersync.runs (finished_at);

-- A view keeps the columns that its table had when it was made.
CREATE OR REPLACE VIEW ordersync.fleet_runs AS
  SELECT * FROM ordersync.runs WHERE ordersync.current_tenant() IS NULL;

-- Down Migration
DROP VIEW ordersync.fleet_runs;
DROP INDEX ordersync.runs_by_end, ordersync.runs_by_id;
ALTER TABLE ordersync.runs DROP COLUMN feed_positions, DROP COLUMN calls;
CREATE VIEW ordersync.fleet_runs AS SELECT * FROM ordersync.runs WHERE ordersync.current_tenant() IS NULL;
SELECT ordersync.entrust_view('ordersync.fleet_runs');

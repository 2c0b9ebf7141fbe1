-- Up Migration

-- ---------------------------------------------------------------------------------------------------------------
-- Lists and totals

-- Whether a package that the order still has names a tracking number. Kept by whoever stores orders.
ALTER TABLE ordersync.orders ADD COLUMN has_tracking boolean NOT NULL DEFAULT false;
UPDATE ordersync.orders o SET has_tracking = true
WHERE EXISTS (SELECT FROM ordersync.order_packages p WHERE p.tenant_id = o.tenant_id AND p.external_order_id = o.external_order_id
  AND p.marketplace = o.marketplace AND p.tracking_number IS NOT NULL AND p.missing_since IS NULL);

-- Everything that lists filter by, but for time and text, in one value. A tenant has some dozens of them, and an index
-- that has it before the date reads the newest orders of any combination in order.
ALTER TABLE ordersync.orders ADD COLUMN facet text COLLATE "C" NOT NULL GENERATED ALWAYS AS (
  order_status || '/' || COALESCE(fulfilled_by, '') || '/' || COALESCE(marketplace_id, '') || CASE WHEN has_tracking THEN '/t' ELSE '/' END
) STORED;
CREATE INDEX orders_by_facet ON ordersync.orders (tenant_id, facet, order_date DESC, external_order_id DESC);

-- How many orders were placed in each day, in each month (UTC) and ever, by facet: exact totals for any combination of
-- filters from a few rows, and the facets that there are. Kept by triggers on `orders`, so that no writer can forget it.
CREATE TABLE ordersync.order_counts (
  tenant_id      text NOT NULL,
  grain          text NOT NULL CHECK (grain IN ('day', 'month', 'ever')),
  -- The first day of it; -infinity for 'ever'.
  starts_on      date NOT NULL,
  facet          text COLLATE "C" NOT NULL,
  order_status   text NOT NULL,
  fulfilled_by   text,
  marketplace_id text,
  has_tracking   boolean NOT NULL,
  orders         integer NOT NULL,
  PRIMARY KEY (tenant_id, grain, starts_on, facet)
) WITH (fillfactor = 70);

-- The periods that an order counts in.
CREATE FUNCTION ordersync.periods_of(order_date timestamptz) RETURNS TABLE (grain text, starts_on date)
LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 3 AS $$
  VALUES ('day', (order_date AT TIME ZONE 'UTC')::date), ('month', date_trunc('month', order_date AT TIME ZONE 'UTC')::date),
    ('ever', '-infinity'::date)
$$;

CREATE FUNCTION ordersync.count_orders() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO ordersync.order_counts AS c
    SELECT o.tenant_id, g.grain, g.starts_on, o.facet, o.order_status, o.fulfilled_by, o.marketplace_id, o.has_tracking, count(*)
    FROM new_orders o
    CROSS JOIN LATERAL ordersync.periods_of(o.order_date) g
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8
    ON CONFLICT (tenant_id, grain, starts_on, facet) DO UPDATE SET orders = c.orders + excluded.orders;
  ELSIF TG_OP = 'UPDATE' THEN
    INSERT INTO ordersync.order_counts AS c
    SELECT o.tenant_id, g.grain, g.starts_on, o.facet, o.order_status, o.fulfilled_by, o.marketplace_id, o.has_tracking, sum(o.change)
    FROM (
      SELECT tenant_id, order_date, facet, order_status, fulfilled_by, marketplace_id, has_tracking, -1 AS change FROM old_orders
      UNION ALL
      SELECT tenant_id, order_date, facet, order_status, fulfilled_by, marketplace_id, has_tracking, 1 FROM new_orders
    ) o
    CROSS JOIN LATERAL ordersync.periods_of(o.order_date) g
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(o.change) <> 0
    ON CONFLICT (tenant_id, grain, starts_on, facet) DO UPDATE SET orders = c.orders + excluded.orders;
  ELSE
    -- A tenant that is being erased may have lost these rows already.
    UPDATE ordersync.order_counts c SET orders = c.orders - gone.orders
    FROM (
      SELECT o.tenant_id, g.grain, g.starts_on, o.facet, count(*) AS orders FROM old_orders o
      CROSS JOIN LATERAL ordersync.periods_of(o.order_date) g
      GROUP BY 1, 2, 3, 4
    ) gone
    WHERE c.tenant_id = gone.tenant_id AND c.grain = gone.grain AND c.starts_on = gone.starts_on AND c.facet = gone.facet;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER orders_counted_when_stored AFTER INSERT ON ordersync.orders
  REFERENCING NEW TABLE AS new_orders FOR EACH STATEMENT EXECUTE FUNCTION ordersync.count_orders();
CREATE TRIGGER orders_counted_when_changed AFTER UPDATE ON ordersync.orders
  REFERENCING OLD TABLE AS old_orders NEW TABLE AS new_orders FOR EACH STATEMENT EXECUTE FUNCTION ordersync.count_orders();
CREATE TRIGGER orders_counted_when_deleted AFTER DELETE ON ordersync.orders
  REFERENCING OLD TABLE AS old_orders FOR EACH STATEMENT EXECUTE FUNCTION ordersync.count_orders();

INSERT INTO ordersync.order_counts
SELECT o.tenant_id, g.grain, g.starts_on, o.facet, o.order_status, o.fulfilled_by, o.marketplace_id, o.has_tracking, count(*)
FROM ordersync.orders o
CROSS JOIN LATERAL ordersync.periods_of(o.order_date) g
GROUP BY 1, 2, 3, 4, 5, 6, 7, 8;

-- ---------------------------------------------------------------------------------------------------------------
-- Search

-- What an order can be found by, in upper case, a line each: its number and tracking numbers as they are; SKUs and
-- ASINs, which many orders share, with a tab before them. Nothing is taken away again: a parcel number that was replaced
-- still finds its order. No foreign key to orders: it would look each order up again for what one transaction wrote.
CREATE TABLE ordersync.order_search (
  tenant_id         text NOT NULL,
  external_order_id text NOT NULL,
  order_date        timestamptz NOT NULL,
  terms             text NOT NULL,
  PRIMARY KEY (tenant_id, external_order_id)
);

-- The SKUs and ASINs of a tenant, each once: parts of them are looked for here.
CREATE TABLE ordersync.search_names (
  tenant_id text NOT NULL,
  name      text NOT NULL,
  PRIMARY KEY (tenant_id, name)
);

-- The keys under which the index has a text: each three characters in a row, and whole names. The tenant is part of
-- each, so that a search costs what its own tenant has, whoever else is in the table. A key may stand for two texts:
-- whoever searches compares the text too.
CREATE FUNCTION ordersync.search_keys(tenant text, terms text) RETURNS integer[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  keys integer[] := '{}';
  line text;
BEGIN
  FOREACH line IN ARRAY string_to_array(terms, E'\n') LOOP
    IF line LIKE E'\t%' THEN
      keys := keys || hashtext(tenant || line);
    ELSE
      FOR n IN 1 .. length(line) - 2 LOOP
        keys := keys || hashtext(tenant || substr(line, n, 3));
      END LOOP;
    END IF;
  END LOOP;
  RETURN keys;
END $$;

INSERT INTO ordersync.search_names
SELECT DISTINCT i.tenant_id, upper(v.name) FROM ordersync.order_items i CROSS JOIN LATERAL (VALUES (i.sku), (i.asin)) AS v(name)
WHERE v.name IS NOT NULL;

INSERT INTO ordersync.order_search
SELECT o.tenant_id, o.external_order_id, o.order_date, concat_ws(E'\n', upper(o.external_order_id),
  (SELECT string_agg(DISTINCT upper(p.tracking_number), E'\n') FROM ordersync.order_packages p
   WHERE p.tenant_id = o.tenant_id AND p.external_order_id = o.external_order_id AND p.marketplace = o.marketplace),
  (SELECT string_agg(DISTINCT E'\t' || upper(v.name), E'\n') FROM ordersync.order_items i CROSS JOIN LATERAL (VALUES (i.sku), (i.asin)) AS v(name)
   WHERE i.tenant_id = o.tenant_id AND i.external_order_id = o.external_order_id AND i.marketplace = o.marketplace))
FROM ordersync.orders o;

-- A short list of what is not merged yet: each search reads it whole.
CREATE INDEX order_search_keys ON ordersync.order_search USING gin (ordersync.search_keys(tenant_id, terms))
  WITH (gin_pending_list_limit = 256);

-- ---------------------------------------------------------------------------------------------------------------
-- Import of one order that somebody asked for: a row for each connection that may know it

CREATE TABLE ordersync.order_imports (
  tenant_id         text NOT NULL,
  import_id         text NOT NULL,
  connection_id     text NOT NULL,
  external_order_id text NOT NULL,
  requested_at      timestamptz NOT NULL DEFAULT ordersync.now(),
  finished_at       timestamptz,
  -- null while it waits. unknown: Amazon has no such order for this seller. unreadable: it is in quarantine.
  outcome           text CHECK (outcome IN ('stored', 'unchanged', 'unknown', 'unreadable', 'failed')),
  reason_code       text,
  message           text,
  PRIMARY KEY (tenant_id, import_id, connection_id),
  FOREIGN KEY (tenant_id, connection_id) REFERENCES ordersync.connections ON DELETE CASCADE,
  CONSTRAINT order_imports_finished_with_an_outcome CHECK ((finished_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX order_imports_open ON ordersync.order_imports (tenant_id, connection_id, requested_at) WHERE finished_at IS NULL;
CREATE INDEX order_imports_by_age ON ordersync.order_imports (requested_at);

-- Every connection gets the new lane; it is due when somebody asks.
INSERT INTO ordersync.sync_states (tenant_id, connection_id, lane, next_due_at)
SELECT tenant_id, connection_id, 'import', NULL FROM ordersync.sync_states WHERE lane = 'delta';

-- Down Migration
DELETE FROM ordersync.sync_states WHERE lane = 'import';
DROP TABLE ordersync.order_imports;
DROP TABLE ordersync.order_search, ordersync.search_names;
DROP FUNCTION ordersync.search_keys(text, text);
DROP FUNCTION ordersync.count_orders() CASCADE;
DROP FUNCTION ordersync.periods_of(timestamptz);
DROP TABLE ordersync.order_counts;
ALTER TABLE ordersync.orders DROP COLUMN facet;
ALTER TABLE ordersync.orders DROP COLUMN has_tracking;

-- Up Migration

-- The keys under which the index has a text: each four characters in a row, its end counted as one, and whole names. Three
-- are too few: of two million orders thirty thousand have any three digits in their number. The tenant is part of each key,
-- so that a search costs what its own tenant has. A key may stand for several texts: whoever searches compares the text too.
CREATE FUNCTION ordersync.search_text(text text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  RETURN regexp_replace(text, '[^A-Z0-9-]', '?', 'g');

CREATE OR REPLACE FUNCTION ordersync.search_keys(tenant text, terms text) RETURNS integer[]
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  keys integer[] := '{}';
  line text;
BEGIN
  FOREACH line IN ARRAY string_to_array(terms, E'\n') LOOP
    IF line LIKE E'\t%' THEN
      keys := keys || hashtext(tenant || line);
    ELSE
      line := ordersync.search_text(line) || '$';
      FOR n IN 1 .. length(line) - 3 LOOP
        keys := keys || hashtext(tenant || substr(line, n, 4));
      END LOOP;
    END IF;
  END LOOP;
  RETURN keys;
END $$;

-- The keys that every text has which holds `part`, null when that is shorter than four characters. Enough of them to tell: a few from
-- its end, for numbers of one seller or carrier begin alike, and without hyphens, which stand at the same places in all.
CREATE FUNCTION ordersync.search_part_keys(tenant text, part text) RETURNS integer[]
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE SET search_path = '' AS $$
DECLARE
  chars text := ordersync.search_text(part);
  n integer := length(part) - 3;
  keys integer[] := '{}';
BEGIN
  IF n < 1 THEN
    RETURN NULL;
  END IF;
  WHILE n >= 1 AND cardinality(keys) < 4 LOOP
    IF substr(chars, n, 4) NOT LIKE '%-%' THEN
      keys := keys || hashtext(tenant || substr(chars, n, 4));
      -- The first characters count too, although they overlap.
      n := CASE WHEN n > 1 THEN greatest(n - 4, 1) ELSE 0 END;
    ELSE
      n := n - 1;
    END IF;
  END LOOP;
  IF keys = '{}' THEN
    keys := ARRAY[hashtext(tenant || right(chars, 4)), hashtext(tenant || left(chars, 4))];
  END IF;
  RETURN keys;
END $$;

-- The keys of which every text has one that holds `part` of three characters, null when it has more.
CREATE FUNCTION ordersync.search_short_keys(tenant text, part text) RETURNS integer[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = ''
BEGIN ATOMIC
  SELECT array_agg(hashtext(tenant || ordersync.search_text(part) || next))
  FROM string_to_table('ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-?$', NULL) next WHERE length(part) = 3;
END;

-- Contract: these functions are new here, no version has used them.
REVOKE ALL ON FUNCTION ordersync.search_text(text), ordersync.search_part_keys(text, text), ordersync.search_short_keys(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ordersync.search_text(text) TO ordersync_app, ordersync_fleet;
GRANT EXECUTE ON FUNCTION ordersync.search_part_keys(text, text), ordersync.search_short_keys(text, text) TO ordersync_fleet;

REINDEX INDEX ordersync.order_search_keys;

-- The orders of the transaction's tenant whose number, tracking numbers, SKUs or ASINs hold a text: `part` in upper case, of three
-- characters at least, `pattern` the same for LIKE. It looks past row-level security for its index, as before. What PostgreSQL
-- believes of the cost of the index is far from the truth: neither the start of parallel workers nor compiling ever pays here.
CREATE OR REPLACE FUNCTION ordersync.fleet_search_orders(part text, pattern text, placed_from timestamptz, placed_before timestamptz)
  RETURNS TABLE (external_order_id text, order_date timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER ROWS 100
  SET search_path = '' SET max_parallel_workers_per_gather = 0 SET jit = off
BEGIN ATOMIC
  SELECT o.external_order_id, o.order_date FROM (
    SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
    WHERE ordersync.search_keys(s.tenant_id, s.terms) @> (SELECT ordersync.search_part_keys(ordersync.current_tenant(), part))
      OR ordersync.search_keys(s.tenant_id, s.terms) && (SELECT ordersync.search_short_keys(ordersync.current_tenant(), part)) OFFSET 0
  ) o
  WHERE o.tenant_id = (SELECT ordersync.current_tenant()) AND o.terms LIKE pattern
    AND o.order_date >= COALESCE(placed_from, '-infinity') AND o.order_date < COALESCE(placed_before, 'infinity')
  UNION
  SELECT o.external_order_id, o.order_date FROM ordersync.search_names n
  CROSS JOIN LATERAL (
    SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
    WHERE ordersync.search_keys(s.tenant_id, s.terms) @> ordersync.search_keys(n.tenant_id, E'\t' || n.name) OFFSET 0
  ) o
  WHERE n.tenant_id = (SELECT ordersync.current_tenant()) AND n.name LIKE pattern
    AND o.tenant_id = n.tenant_id AND o.terms LIKE pattern
    AND o.order_date >= COALESCE(placed_from, '-infinity') AND o.order_date < COALESCE(placed_before, 'infinity');
END;

-- Down Migration
CREATE OR REPLACE FUNCTION ordersync.search_keys(tenant text, terms text) RETURNS integer[]
  LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
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
REINDEX INDEX ordersync.order_search_keys;
CREATE OR REPLACE FUNCTION ordersync.fleet_search_orders(part text, pattern text, placed_from timestamptz, placed_before timestamptz)
  RETURNS TABLE (external_order_id text, order_date timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' ROWS 100
BEGIN ATOMIC
  SELECT o.external_order_id, o.order_date FROM (
    SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
    WHERE ordersync.search_keys(s.tenant_id, s.terms) @> (SELECT ordersync.search_keys(ordersync.current_tenant(), part)) OFFSET 0
  ) o
  WHERE o.tenant_id = (SELECT ordersync.current_tenant()) AND o.terms LIKE pattern
    AND o.order_date >= COALESCE(placed_from, '-infinity') AND o.order_date < COALESCE(placed_before, 'infinity')
  UNION
  SELECT o.external_order_id, o.order_date FROM ordersync.search_names n
  CROSS JOIN LATERAL (
    SELECT s.tenant_id, s.external_order_id, s.order_date, s.terms FROM ordersync.order_search s
    WHERE ordersync.search_keys(s.tenant_id, s.terms) @> ordersync.search_keys(n.tenant_id, E'\t' || n.name) OFFSET 0
  ) o
  WHERE n.tenant_id = (SELECT ordersync.current_tenant()) AND n.name LIKE pattern
    AND o.tenant_id = n.tenant_id AND o.terms LIKE pattern
    AND o.order_date >= COALESCE(placed_from, '-infinity') AND o.order_date < COALESCE(placed_before, 'infinity');
END;
DROP FUNCTION ordersync.search_part_keys(text, text), ordersync.search_short_keys(text, text), ordersync.search_text(text);

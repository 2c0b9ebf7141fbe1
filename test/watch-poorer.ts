import type { Queryable } from '../src/store/database.ts'

/**
 * Notes whenever less is known of an order than before, whatever statement does it: one that was known in full becomes an
 * outline, loses its total, or has an item or a package that counts as gone or without its tracking number. For sellers
 * whose orders lose nothing at Amazon. Answers a function that tells how often that was. `owner`: of the database.
 */
export async function watchForPoorerOrders(owner: Queryable): Promise<() => Promise<number>> {
  await owner.query('CREATE TABLE public.poorer (external_order_id text)')
  await owner.query(`CREATE FUNCTION public.note_poorer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO public.poorer VALUES (NEW.external_order_id); RETURN NULL; END $$`)
  await owner.query(`CREATE TRIGGER poorer AFTER UPDATE ON ordersync.orders FOR EACH ROW
    WHEN (OLD.detail_level = 'full' AND NEW.detail_level <> 'full' OR NEW.total_amount IS NULL AND OLD.total_amount IS NOT NULL)
    EXECUTE FUNCTION public.note_poorer()`)
  await owner.query(`CREATE TRIGGER poorer AFTER UPDATE ON ordersync.order_items FOR EACH ROW
    WHEN (OLD.missing_since IS NULL AND NEW.missing_since IS NOT NULL OR NEW.quantity IS NULL AND OLD.quantity IS NOT NULL)
    EXECUTE FUNCTION public.note_poorer()`)
  await owner.query(`CREATE TRIGGER poorer AFTER UPDATE ON ordersync.order_packages FOR EACH ROW
    WHEN (OLD.missing_since IS NULL AND NEW.missing_since IS NOT NULL OR NEW.tracking_number IS NULL AND OLD.tracking_number IS NOT NULL)
    EXECUTE FUNCTION public.note_poorer()`)
  return async () => (await owner.query('SELECT FROM public.poorer')).rowCount ?? 0
}

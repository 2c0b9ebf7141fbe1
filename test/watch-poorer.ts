import type { Queryable } from '../src/store/database.ts'

/**
 * Notes whenever an order that was known in full becomes an outline, whatever statement does it. Answers a function
 * that tells how often that was. `owner`: of the database.
 */
export async function watchForPoorerOrders(owner: Queryable): Promise<() => Promise<number>> {
  await owner.query('CREATE TABLE public.poorer (external_order_id text)')
  await owner.query(`CREATE FUNCTION public.note_poorer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO public.poorer VALUES (NEW.external_order_id); RETURN NULL; END $$`)
  await owner.query(`CREATE TRIGGER poorer AFTER UPDATE ON ordersync.orders FOR EACH ROW
    WHEN (OLD.detail_level = 'full' AND NEW.detail_level <> 'full') EXECUTE FUNCTION public.note_poorer()`)
  return async () => (await owner.query('SELECT FROM public.poorer')).rowCount ?? 0
}

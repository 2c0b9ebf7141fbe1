/** What an import may find in the database of the earlier system, and what it does about it. */

export type SourceTable = 'MarketplaceConnection' | 'MarketplaceSyncState' | 'Order' | 'OrderItem'

interface FindingText {
  readonly table: SourceTable
  /** For people; what was found and what was done, or is to be done. */
  readonly text: string
}

export const findings = {
  tenant_id_unusable: {
    table: 'MarketplaceConnection',
    text: 'no usable tenant id: the tenant and its orders are left out',
  },
  seller_of_two_tenants: {
    table: 'MarketplaceConnection',
    text: 'the same seller account at two tenants: neither is taken over. Find out whose it is, or allow it with --allow-shared-seller',
  },
  tenant_erased: {
    table: 'MarketplaceConnection',
    text: 'of a tenant that was erased here: left out, with its orders. Erase it there too, or take it over again with --allow-removed',
  },
  seller_removed: {
    table: 'MarketplaceConnection',
    text: 'the connection was removed here: the seller is not connected again. Remove it there too, or connect it with --allow-removed',
  },
  other_marketplace: {
    table: 'MarketplaceConnection',
    text: 'of another marketplace than Amazon: left out',
  },
  seller_unknown: {
    table: 'MarketplaceConnection',
    text: 'names no seller account or no region: the orders are taken over, the seller has to be connected again',
  },
  connection_twice: {
    table: 'MarketplaceConnection',
    text: 'the same seller once more at the same tenant: joined with the first one',
  },
  token_missing: {
    table: 'MarketplaceConnection',
    text: 'no refresh token: connected once, the seller has to be connected again',
  },
  token_unreadable: {
    table: 'MarketplaceConnection',
    text: 'the refresh token is none of Amazon (sealed by the earlier system, or something else): the seller has to be connected again',
  },
  token_in_clear: {
    table: 'MarketplaceConnection',
    text: 'the refresh token lay there in clear: sealed here. Remove it there, and let the seller renew the consent',
  },
  token_of_disconnected: {
    table: 'MarketplaceConnection',
    text: 'disconnected, but the token was kept: it is not taken over. Remove it there',
  },
  state_missing: {
    table: 'MarketplaceConnection',
    text: 'no sync state: the engine starts as for a new connection',
  },
  state_without_connection: {
    table: 'MarketplaceSyncState',
    text: 'belongs to no connection that is taken over: left out',
  },
  cursor_not_a_date: {
    table: 'MarketplaceSyncState',
    text: 'the cursor is no date: the first run says INVALID_DATE_FIXED and starts anew, history is fetched again',
  },
  cursor_in_future: {
    table: 'MarketplaceSyncState',
    text: 'the cursor lies in the future, so that changes would be missed: the first run starts anew, history is fetched again',
  },
  cursor_missing: { table: 'MarketplaceSyncState', text: 'no cursor: the first run starts anew' },
  backfill_stuck: {
    table: 'MarketplaceSyncState',
    text: 'the backfill has been "in_progress" with nobody working on it: it is fetched again',
  },
  backfill_failed: { table: 'MarketplaceSyncState', text: 'the backfill had failed: it is fetched again' },
  backfill_unproven: {
    table: 'MarketplaceSyncState',
    text: 'the backfill is said to be done, which proves nothing about single days: it is fetched again, orders that are there cost nothing',
  },
  backfill_days_unusable: {
    table: 'MarketplaceSyncState',
    text: 'the days of the backfill are not 1 to 730: the usual length is fetched',
  },
  order_of_other_marketplace: { table: 'Order', text: 'of another marketplace than Amazon: left out' },
  order_of_no_tenant: { table: 'Order', text: 'of a tenant that is not taken over: left out' },
  order_id_missing: { table: 'Order', text: 'no order number of Amazon: left out' },
  order_date_unusable: {
    table: 'Order',
    text: 'no order date, or one before 2000 or in the future: left out; if Amazon knows the order, the backfill fetches it',
  },
  order_twice: {
    table: 'Order',
    text: 'the same order once more: the copy that was changed last is taken over',
  },
  order_key_unusable: {
    table: 'Order',
    text: 'an id that no address can name: the order gets a new one here',
  },
  order_without_items: { table: 'Order', text: 'no items: Amazon tells them with the detail' },
  currency_missing: {
    table: 'Order',
    text: 'an amount without a currency: taken from the marketplace where it is known, else left out',
  },
  money_as_float: {
    table: 'Order',
    text: 'an amount that floating point had bent: rounded back to its exact decimal',
  },
  money_unreadable: { table: 'Order', text: 'an amount that is no number: left out, Amazon tells it' },
  item_without_order: { table: 'OrderItem', text: 'belongs to no order: left out' },
  item_of_copy: {
    table: 'OrderItem',
    text: 'of a further copy of its order, or of an order that is left out',
  },
  item_twice: { table: 'OrderItem', text: 'the same item once more in its order: once taken over' },
  quantity_unusable: { table: 'OrderItem', text: 'no whole number of pieces: left out, Amazon tells it' },
} as const satisfies Readonly<Record<string, FindingText>>

export type Finding = keyof typeof findings

/** Takes note of a finding at the row with this id. */
export type Note = (finding: Finding, id: string) => void

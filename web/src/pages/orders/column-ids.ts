/** The columns of the list, from left to right. The first is always there: it is the way into an order. */
export const columnIds = [
  'number',
  'date',
  'status',
  'items',
  'total',
  'marketplace',
  'fulfilledBy',
  'shipBy',
  'tracking',
  'synced',
] as const

export type ColumnId = (typeof columnIds)[number]

export const hiddenAtFirst: readonly ColumnId[] = ['synced']

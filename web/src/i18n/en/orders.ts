/** The list of orders and one order. */
export const orders = {
  title: 'Orders',
} as const

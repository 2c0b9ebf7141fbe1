/** Shapes that are agreed and that the API is about to publish: to be replaced by the generated ones. */
export interface Buyer {
  readonly kept: boolean
  readonly deleteAfter?: string
  readonly erasedAt?: string
  readonly erasedBecause?: 'retention' | 'switched_off' | 'request'
  readonly name?: string
  readonly email?: string
  readonly companyName?: string
  readonly purchaseOrderNumber?: string
  readonly deliveryAddress?: Readonly<Record<string, unknown>>
}

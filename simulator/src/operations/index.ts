import { getMarketplaceParticipations } from './get-marketplace-participations.ts'
import { getOrder } from './get-order.ts'
import type { Operation } from './operation.ts'
import { searchOrders } from './search-orders.ts'

/** What this Amazon can do. */
export const OPERATIONS: readonly Operation[] = [searchOrders, getOrder, getMarketplaceParticipations]

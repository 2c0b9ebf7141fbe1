import type {
  GetOrderIncludedDataEnum,
  OrdersApiSearchOrdersRequest,
  SearchOrdersIncludedDataEnum,
} from '@sp-api-sdk/orders-api-2026-01-01'
import { expectTypeOf, test } from 'vitest'
import type { IncludedData, SearchOrdersParameters } from './orders-api.ts'

// These hold or fail when the types are checked: the package is generated from orders_2026-01-01.json.

test('the data sets are those of Amazon, no more and no fewer', () => {
  expectTypeOf<IncludedData>().toEqualTypeOf<SearchOrdersIncludedDataEnum>()
  expectTypeOf<IncludedData>().toEqualTypeOf<GetOrderIncludedDataEnum>()
})

test('the parameters of a search are those of Amazon, less the page token', () => {
  type Wire = keyof OrdersApiSearchOrdersRequest
  expectTypeOf<keyof SearchOrdersParameters>().toEqualTypeOf<Exclude<Wire, 'paginationToken'>>()
})

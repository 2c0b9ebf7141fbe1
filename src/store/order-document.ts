import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/**
 * Amazon's documents are alike: most of an order is the names of its fields. A dictionary that holds those names
 * takes them out of every stored document. A stored document starts with the number of its dictionary, so that a
 * better one can be added; a number that was used is never changed.
 */
const dictionaries: Readonly<Record<number, Buffer>> = {
  1: Buffer.from(
    JSON.stringify({
      orderId: '405-1234567-1234567',
      createdTime: '2026-01-01T00:00:00Z',
      lastUpdatedTime: '2026-01-01T00:00:00Z',
      orderAliases: [{ aliasId: '405-1234567-1234567', aliasType: 'SELLER_ORDER_ID' }],
      programs: ['PRIME', 'AMAZON_BUSINESS', 'PREMIUM'],
      associatedOrders: [{ orderId: '405-1234567-1234567', associationType: 'REPLACEMENT_ORIGINAL_ID' }],
      salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1PA6795UKMFR9', marketplaceName: 'Amazon.de' },
      proceeds: {
        grandTotal: { amount: '0.00', currencyCode: 'EUR' },
        breakdowns: [{ type: 'ITEM', subtotal: { amount: '0.00', currencyCode: 'EUR' } }],
      },
      fulfillment: {
        fulfillmentStatus: 'UNSHIPPED',
        fulfilledBy: 'MERCHANT',
        fulfillmentServiceLevel: 'STANDARD',
        shipByWindow: { earliestDateTime: '2026-01-01T00:00:00Z', latestDateTime: '2026-01-01T22:59:59Z' },
        deliverByWindow: { earliestDateTime: '2026-01-01T00:00:00Z', latestDateTime: '2026-01-01T22:59:59Z' },
      },
      orderItems: [
        {
          orderItemId: '12345678901234',
          quantityOrdered: 1,
          programs: ['SUBSCRIBE_AND_SAVE', 'TRANSPARENCY'],
          product: {
            asin: 'B000000000',
            title: '',
            sellerSku: '',
            condition: { conditionType: 'NEW', conditionSubtype: 'NEW' },
            price: { unitPrice: { amount: '0.00', currencyCode: 'EUR' }, priceDesignation: 'BUSINESS_PRICE' },
          },
          proceeds: {
            proceedsTotal: { amount: '0.00', currencyCode: 'EUR' },
            breakdowns: [
              { type: 'ITEM', subtotal: { amount: '0.00', currencyCode: 'EUR' } },
              { type: 'SHIPPING', subtotal: { amount: '0.00', currencyCode: 'EUR' } },
              { type: 'GIFT_WRAP', subtotal: { amount: '0.00', currencyCode: 'EUR' } },
              {
                type: 'TAX',
                subtotal: { amount: '0.00', currencyCode: 'EUR' },
                detailedBreakdowns: [{ subtype: 'ITEM', value: { amount: '0.00', currencyCode: 'EUR' } }],
              },
              {
                type: 'DISCOUNT',
                subtotal: { amount: '0.00', currencyCode: 'EUR' },
                detailedBreakdowns: [{ subtype: 'SHIPPING', value: { amount: '0.00', currencyCode: 'EUR' } }],
              },
            ],
          },
          promotion: { breakdowns: [{ promotionId: '' }] },
          cancellation: {
            cancellationRequest: { requester: 'BUYER', cancelReason: '' },
            cancellationExecution: { cancelledBy: 'BUYER', cancelReason: '' },
          },
          fulfillment: {
            quantityFulfilled: 0,
            quantityUnfulfilled: 1,
            packing: { giftOption: { giftWrapLevel: '' } },
            shipping: { internationalShipping: { iossNumber: '' } },
          },
        },
      ],
      packages: [
        {
          packageReferenceId: '1',
          createdTime: '2026-01-01T00:00:00Z',
          packageStatus: { status: 'IN_TRANSIT', detailedStatus: 'DELIVERED' },
          carrier: 'DHL',
          shipTime: '2026-01-01T00:00:00Z',
          shippingService: 'Standard',
          trackingNumber: '',
          packageItems: [{ orderItemId: '12345678901234', quantity: 1 }],
        },
      ],
    }),
  ),
}

const current = 1

/**
 * A compressed document has some 400 bytes, and Node sets aside 16 KB for each call unless told otherwise. In a process
 * with much in memory, collecting that garbage costs as much as compressing.
 */
const chunkSize = 2048

/** A JSON text as it is stored: the number of the dictionary in one byte, then zstd. */
export function compressDocument(json: string): Buffer {
  return Buffer.concat([
    Buffer.from([current]),
    zstdCompressSync(json, { dictionary: dictionaries[current] as Buffer, chunkSize }),
  ])
}

/** The JSON text again. Throws when the dictionary is not known to this version. */
export function decompressDocument(stored: Buffer): string {
  const number = stored[0] ?? 0
  const dictionary = dictionaries[number]
  if (dictionary === undefined) {
    throw new Error(
      `A stored document needs dictionary ${number}, which this version of Ordersync does not have.`,
    )
  }
  return zstdDecompressSync(stored.subarray(1), { dictionary }).toString()
}

import type { Order } from '@sp-api-sdk/orders-api-2026-01-01'

/** An order with everything we read and everything about the buyer that we must not keep. */
export const sampleOrder = {
  orderId: '902-3159896-1390916',
  orderAliases: [{ aliasId: 'SHOP-4711', aliasType: 'SELLER_ORDER_ID' }],
  createdTime: '2026-11-20T08:15:30Z',
  lastUpdatedTime: '2026-11-21T18:59:59.123Z',
  programs: ['PRIME'],
  salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1PA6795UKMFR9', marketplaceName: 'Amazon.de' },
  buyer: {
    buyerName: 'planted-buyer-name',
    buyerEmail: 'planted-buyer-email@example.com',
    buyerCompanyName: 'planted-company',
    buyerPurchaseOrderNumber: 'planted-po',
  },
  recipient: {
    deliveryAddress: { name: 'planted-name', addressLine1: 'planted-street', postalCode: 'planted-zip' },
    deliveryPreference: { dropOffLocation: 'planted-drop-off', addressInstruction: 'planted-instruction' },
  },
  proceeds: { grandTotal: { amount: '34.99', currencyCode: 'EUR' } },
  payment: { paymentExecutions: [{ paymentMethod: 'planted-method', cardBrand: 'planted-card' }] },
  tax: {
    taxRegistrations: [{ legalName: 'planted-legal-name', taxRegistrationNumber: 'planted-tax-number' }],
    taxInvoicing: { invoiceStatus: 'NOT_REQUIRED' },
  },
  fulfillment: {
    fulfillmentStatus: 'SHIPPED',
    fulfilledBy: 'MERCHANT',
    fulfillmentServiceLevel: 'STANDARD',
    shipByWindow: { earliestDateTime: '2026-11-20T23:00:00Z', latestDateTime: '2026-11-21T22:59:59Z' },
    deliverByWindow: { latestDateTime: '2026-11-24T22:59:59Z' },
  },
  orderItems: [
    {
      orderItemId: '05015851154158',
      quantityOrdered: 2,
      product: {
        asin: 'B00551Q3CS',
        title: 'A lamp',
        sellerSku: 'LAMP-1',
        price: { unitPrice: { amount: '17.50', currencyCode: 'EUR' } },
        serialNumbers: ['SN-1'],
        customization: { customizedUrl: 'https://example.com/planted-customisation' },
      },
      proceeds: { proceedsTotal: { amount: '34.99', currencyCode: 'EUR' } },
      cancellation: { cancellationRequest: { requester: 'BUYER', cancelReason: 'Bought by mistake' } },
      fulfillment: {
        quantityFulfilled: 2,
        packing: { giftOption: { giftMessage: 'planted-gift-message', giftWrapLevel: 'Classic' } },
      },
    },
  ],
  packages: [
    {
      packageReferenceId: '1',
      packageStatus: { status: 'DELIVERED' },
      carrier: 'DHL',
      shipTime: '2026-11-21T10:00:00Z',
      trackingNumber: '00340434161094042557',
      shipFromAddress: { name: 'planted-merchant', addressLine1: 'planted-merchant-street' },
      packageItems: [{ orderItemId: '05015851154158', quantity: 2 }],
    },
  ],
} satisfies Order

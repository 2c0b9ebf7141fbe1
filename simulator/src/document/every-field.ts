import type { Money, Order } from '@sp-api-sdk/orders-api-2026-01-01'
import { mergeMissing } from './merge.ts'

/** The model with nothing optional: the compiler points here when Amazon adds a field. */
type Complete<T> = T extends readonly (infer Element)[]
  ? Complete<Element>[]
  : T extends object
    ? { [Key in keyof T]-?: Complete<T[Key]> }
    : T

/**
 * Fills whatever the order lacks, whatever its state. Buyer values are planted, recognisable text
 * ("PII-<orderId>-name"), so that a test can search logs, tables and feeds for leaks.
 */
export function fillEveryField(order: Order, currencyCode: string): Order {
  const { buyer: _buyer, recipient: _recipient, ...rest } = order
  const filled = mergeMissing(rest, everything(order, currencyCode)) as Order
  for (const item of filled.orderItems) {
    const option = item.fulfillment?.packing?.giftOption
    if (option) option.giftMessage = `PII-${order.orderId}-giftMessage`
  }
  return filled
}

function everything(order: Order, currencyCode: string): Complete<Order> {
  const pii = (field: string) => `PII-${order.orderId}-${field}`
  const total = order.proceeds?.grandTotal ?? { amount: '20', currencyCode }
  const at = order.createdTime
  return {
    orderId: order.orderId,
    orderAliases: [{ aliasId: `SO-${order.orderId}`, aliasType: 'SELLER_ORDER_ID' }],
    createdTime: at,
    lastUpdatedTime: order.lastUpdatedTime,
    programs: ['PRIME', 'AMAZON_BUSINESS'],
    associatedOrders: [{ orderId: '111-0000000-0000000', associationType: 'REPLACEMENT_ORIGINAL_ID' }],
    salesChannel: { channelName: 'AMAZON', marketplaceId: 'A1PA6795UKMFR9', marketplaceName: 'Amazon.de' },
    buyer: {
      buyerName: pii('name'),
      buyerEmail: `${pii('email')}@marketplace.amazon.example`,
      buyerCompanyName: pii('company'),
      buyerPurchaseOrderNumber: pii('purchaseOrder'),
    },
    recipient: {
      deliveryAddress: address(pii),
      deliveryPreference: {
        dropOffLocation: pii('dropOffLocation'),
        addressInstruction: pii('addressInstruction'),
        deliveryTime: {
          businessHours: [{ dayOfWeek: 'MON', timeWindows: [officeHours()] }],
          exceptionDates: [
            { exceptionDate: at.slice(0, 10), exceptionDateType: 'CLOSED', timeWindows: [officeHours()] },
          ],
        },
        deliveryCapabilities: ['HAS_ACCESS_POINT', 'PALLET_DISABLED'],
      },
    },
    proceeds: {
      grandTotal: total,
      breakdowns: [{ type: 'DELIVERY_TIP', status: 'FINALIZED', subtotal: total }],
    },
    payment: {
      paymentExecutions: [
        {
          paymentMethod: 'CreditCard',
          paymentAmount: total,
          acquirerId: 'ACQ-7',
          cardBrand: pii('cardBrand'),
          authorizationCode: pii('authorizationCode'),
        },
      ],
    },
    tax: {
      taxRegistrations: [
        {
          entityType: 'BUYER',
          legalName: pii('legalName'),
          taxRegistrationType: 'VAT',
          taxRegistrationNumber: pii('taxNumber'),
          taxRegistrationAddress: address(pii),
          taxRegistrationAttributes: [{ key: 'TAX_OFFICE', value: pii('taxOffice') }],
        },
      ],
      taxInvoicing: { buyerInvoicePreference: 'BUSINESS', invoiceStatus: 'ACCEPTED' },
    },
    fulfillment: {
      fulfillmentStatus: 'UNSHIPPED',
      fulfilledBy: 'MERCHANT',
      fulfillmentServiceLevel: 'STANDARD',
      shipByWindow: window(at),
      deliverByWindow: window(at),
      labelPrintingWindow: window(at),
    },
    orderItems: [everyItemField(pii, total, at)],
    packages: [
      {
        packageReferenceId: '1',
        createdTime: at,
        packageStatus: { status: 'IN_TRANSIT', detailedStatus: 'OUT_FOR_DELIVERY' },
        carrier: 'DHL',
        shipTime: at,
        shippingService: 'DHL Paket',
        trackingNumber: `00340434${order.orderId.slice(4, 11)}`,
        shipFromAddress: {
          name: 'Warehouse 1',
          addressLine1: 'Industriestraße 7',
          addressLine2: 'Gate 3',
          addressLine3: '',
          city: 'Kehl',
          districtOrCounty: 'Ortenaukreis',
          stateOrRegion: 'Baden-Württemberg',
          municipality: 'Kehl',
          postalCode: '77694',
          countryCode: 'DE',
        },
        packageItems: [
          {
            orderItemId: order.orderItems[0]?.orderItemId ?? '1',
            quantity: 1,
            transparencyCodes: ['AZ:0123456789'],
          },
        ],
      },
    ],
    fulfillmentOrders: [{ fulfillmentOrderId: 'LdDv2jxM4' }],
  }
}

function everyItemField(
  pii: (field: string) => string,
  money: Money,
  at: string,
): Complete<Order['orderItems'][number]> {
  const measurement = { unit: 'KILOGRAMS' as const, value: 1.5 }
  return {
    orderItemId: '1',
    quantityOrdered: 1,
    measurement,
    associatedOrderItems: [
      { orderId: '111-0000000-0000000', orderItemId: '2', associationType: 'VALUE_ADD_SERVICE' },
    ],
    programs: ['TRANSPARENCY', 'SUBSCRIBE_AND_SAVE'],
    product: {
      asin: 'B000000000',
      title: 'Everything',
      sellerSku: 'EVERY-1',
      condition: { conditionType: 'USED', conditionSubtype: 'VERY_GOOD', conditionNote: 'Shelf wear' },
      price: { unitPrice: money, priceDesignation: 'BUSINESS_PRICE' },
      serialNumbers: ['SN-0001'],
      customization: { customizedUrl: `https://example.com/custom/${pii('customizedUrl')}` },
    },
    proceeds: {
      proceedsTotal: money,
      breakdowns: [
        { type: 'ITEM', subtotal: money, detailedBreakdowns: [{ subtype: 'ITEM', value: money }] },
      ],
    },
    expense: { pointsCost: { pointsGranted: { pointsNumber: 12, pointsMonetaryValue: money } } },
    promotion: { breakdowns: [{ promotionId: 'PLM-EVERY' }] },
    cancellation: {
      cancellationRequest: { requester: 'BUYER', cancelReason: 'Changed my mind' },
      cancellationExecution: { cancelledBy: 'MERCHANT', cancelReason: 'Buyer requested cancellation' },
    },
    fulfillment: {
      quantityFulfilled: 0,
      quantityUnfulfilled: 1,
      picking: {
        substitutionPreference: {
          substitutionType: 'AMAZON_RECOMMENDED',
          substitutionOptions: [
            { asin: 'B000000001', quantityOrdered: 1, sellerSku: 'EVERY-2', title: 'Instead', measurement },
          ],
        },
      },
      packing: {
        giftOption: { giftMessage: pii('giftMessage'), giftWrapLevel: 'CLASSIC' },
        serialNumberRequirement: { requirementType: 'REQUIRED' },
      },
      shipping: {
        scheduledDeliveryWindow: window(at),
        shippingConstraints: {
          palletDelivery: 'MANDATORY',
          cashOnDelivery: 'MANDATORY',
          signatureConfirmation: 'MANDATORY',
          recipientIdentityVerification: 'MANDATORY',
          recipientAgeVerification: 'MANDATORY',
        },
        internationalShipping: { iossNumber: 'IM2760000742' },
      },
    },
    tax: {
      taxCalculationBreakdowns: [{ reportingScheme: 'UOSS' }],
      taxCollections: [{ model: 'MARKETPLACE_FACILITATOR', responsibleParty: 'Amazon Services, Inc.' }],
    },
  }
}

function address(pii: (field: string) => string) {
  return {
    name: pii('recipientName'),
    companyName: pii('recipientCompany'),
    addressLine1: pii('addressLine1'),
    addressLine2: pii('addressLine2'),
    addressLine3: pii('addressLine3'),
    city: pii('city'),
    districtOrCounty: pii('district'),
    stateOrRegion: pii('state'),
    municipality: pii('municipality'),
    postalCode: pii('postalCode'),
    countryCode: 'DE',
    phone: pii('phone'),
    extendedFields: {
      streetName: pii('streetName'),
      streetNumber: pii('streetNumber'),
      complement: pii('complement'),
      neighborhood: pii('neighborhood'),
    },
    addressType: 'RESIDENTIAL',
  }
}

function window(at: string) {
  return { earliestDateTime: at, latestDateTime: at }
}

function officeHours() {
  return { startTime: { hour: 9, minute: 0 }, endTime: { hour: 17, minute: 30 } }
}

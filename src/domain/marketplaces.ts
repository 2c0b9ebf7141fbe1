import type { Region } from './region.ts'

export interface Marketplace {
  readonly id: string
  /** ISO 3166-1: `GB`, where Amazon's own pages say UK. */
  readonly countryCode: string
  readonly region: Region
  /** Where a seller of this marketplace signs in and gives consent. */
  readonly sellerCentralHost: string
  readonly currency: string
  /** Amazon's name for the shop, the same as an order's sales channel. */
  readonly domain: string
}

/**
 * Amazon's marketplaces. The list grows, and orders also come from others (multi-channel fulfilment): an id that is
 * not here is never a reason to refuse an order.
 * Sources: Marketplace IDs; SP-API Developer Guide, "Seller Central URLs".
 */
export const marketplaces: readonly Marketplace[] = [
  marketplace('CA', 'A2EUQ1WTGCTBG2', 'NA', 'sellercentral.amazon.ca', 'CAD', 'Amazon.ca'),
  marketplace('US', 'ATVPDKIKX0DER', 'NA', 'sellercentral.amazon.com', 'USD', 'Amazon.com'),
  marketplace('MX', 'A1AM78C64UM0Y8', 'NA', 'sellercentral.amazon.com.mx', 'MXN', 'Amazon.com.mx'),
  marketplace('BR', 'A2Q3Y263D00KWC', 'NA', 'sellercentral.amazon.com.br', 'BRL', 'Amazon.com.br'),
  marketplace('IE', 'A28R8C7NBKEWEA', 'EU', 'sellercentral.amazon.ie', 'EUR', 'Amazon.ie'),
  marketplace('ES', 'A1RKKUPIHCS9HS', 'EU', 'sellercentral-europe.amazon.com', 'EUR', 'Amazon.es'),
  marketplace('GB', 'A1F83G8C2ARO7P', 'EU', 'sellercentral-europe.amazon.com', 'GBP', 'Amazon.co.uk'),
  marketplace('FR', 'A13V1IB3VIYZZH', 'EU', 'sellercentral-europe.amazon.com', 'EUR', 'Amazon.fr'),
  marketplace('BE', 'AMEN7PMS3EDWL', 'EU', 'sellercentral.amazon.com.be', 'EUR', 'Amazon.com.be'),
  marketplace('NL', 'A1805IZSGTT6HS', 'EU', 'sellercentral.amazon.nl', 'EUR', 'Amazon.nl'),
  marketplace('DE', 'A1PA6795UKMFR9', 'EU', 'sellercentral-europe.amazon.com', 'EUR', 'Amazon.de'),
  marketplace('IT', 'APJ6JRA9NG5V4', 'EU', 'sellercentral-europe.amazon.com', 'EUR', 'Amazon.it'),
  marketplace('SE', 'A2NODRKZP88ZB9', 'EU', 'sellercentral.amazon.se', 'SEK', 'Amazon.se'),
  marketplace('ZA', 'AE08WJ6YKNBMC', 'EU', 'sellercentral.amazon.co.za', 'ZAR', 'Amazon.co.za'),
  marketplace('PL', 'A1C3SOZRARQ6R3', 'EU', 'sellercentral.amazon.pl', 'PLN', 'Amazon.pl'),
  marketplace('EG', 'ARBP9OOSHTCHU', 'EU', 'sellercentral.amazon.eg', 'EGP', 'Amazon.eg'),
  marketplace('TR', 'A33AVAJ2PDY3EV', 'EU', 'sellercentral.amazon.com.tr', 'TRY', 'Amazon.com.tr'),
  marketplace('SA', 'A17E79C6D8DWNP', 'EU', 'sellercentral.amazon.sa', 'SAR', 'Amazon.sa'),
  marketplace('AE', 'A2VIGQ35RCS4UG', 'EU', 'sellercentral.amazon.ae', 'AED', 'Amazon.ae'),
  marketplace('IN', 'A21TJRUUN4KGV', 'EU', 'sellercentral.amazon.in', 'INR', 'Amazon.in'),
  marketplace('SG', 'A19VAU5U5O7RUS', 'FE', 'sellercentral.amazon.sg', 'SGD', 'Amazon.sg'),
  marketplace('AU', 'A39IBJ37TRP1C6', 'FE', 'sellercentral.amazon.com.au', 'AUD', 'Amazon.com.au'),
  marketplace('JP', 'A1VC38T7YXB528', 'FE', 'sellercentral.amazon.co.jp', 'JPY', 'Amazon.co.jp'),
]

const byId = new Map(marketplaces.map((entry) => [entry.id, entry]))

/** The marketplace with this id, or null: Amazon has more than this list. */
export function findMarketplace(id: string): Marketplace | null {
  return byId.get(id) ?? null
}

function marketplace(
  countryCode: string,
  id: string,
  region: Region,
  sellerCentralHost: string,
  currency: string,
  domain: string,
): Marketplace {
  return { id, countryCode, region, sellerCentralHost, currency, domain }
}

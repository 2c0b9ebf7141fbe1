export type Region = 'na' | 'eu' | 'fe'

export interface Marketplace {
  id: string
  region: Region
  /** ISO 3166-1: the British marketplace is GB in payloads although Amazon's pages say UK. */
  countryCode: string
  name: string
  domainName: string
  currencyCode: string
  languageCode: string
  /** Price level against the euro, to keep amounts plausible in each currency. */
  perEuro: number
}

/**
 * Amazon's marketplaces. An order may carry an id that is not in this list (multi-channel orders do).
 * Source: developer-docs.amazon.com/sp-api, "Marketplace IDs".
 */
export const MARKETPLACES: readonly Marketplace[] = [
  marketplace('na', 'CA', 'A2EUQ1WTGCTBG2', 'amazon.ca', 'CAD', 'en_CA', 1.5),
  marketplace('na', 'US', 'ATVPDKIKX0DER', 'amazon.com', 'USD', 'en_US', 1.1),
  marketplace('na', 'MX', 'A1AM78C64UM0Y8', 'amazon.com.mx', 'MXN', 'es_MX', 20),
  marketplace('na', 'BR', 'A2Q3Y263D00KWC', 'amazon.com.br', 'BRL', 'pt_BR', 6),
  marketplace('eu', 'IE', 'A28R8C7NBKEWEA', 'amazon.ie', 'EUR', 'en_IE', 1),
  marketplace('eu', 'ES', 'A1RKKUPIHCS9HS', 'amazon.es', 'EUR', 'es_ES', 1),
  marketplace('eu', 'GB', 'A1F83G8C2ARO7P', 'amazon.co.uk', 'GBP', 'en_GB', 0.85),
  marketplace('eu', 'FR', 'A13V1IB3VIYZZH', 'amazon.fr', 'EUR', 'fr_FR', 1),
  marketplace('eu', 'BE', 'AMEN7PMS3EDWL', 'amazon.com.be', 'EUR', 'fr_BE', 1),
  marketplace('eu', 'NL', 'A1805IZSGTT6HS', 'amazon.nl', 'EUR', 'nl_NL', 1),
  marketplace('eu', 'DE', 'A1PA6795UKMFR9', 'amazon.de', 'EUR', 'de_DE', 1),
  marketplace('eu', 'IT', 'APJ6JRA9NG5V4', 'amazon.it', 'EUR', 'it_IT', 1),
  marketplace('eu', 'SE', 'A2NODRKZP88ZB9', 'amazon.se', 'SEK', 'sv_SE', 11),
  marketplace('eu', 'ZA', 'AE08WJ6YKNBMC', 'amazon.co.za', 'ZAR', 'en_ZA', 20),
  marketplace('eu', 'PL', 'A1C3SOZRARQ6R3', 'amazon.pl', 'PLN', 'pl_PL', 4.3),
  marketplace('eu', 'EG', 'ARBP9OOSHTCHU', 'amazon.eg', 'EGP', 'ar_EG', 55),
  marketplace('eu', 'TR', 'A33AVAJ2PDY3EV', 'amazon.com.tr', 'TRY', 'tr_TR', 45),
  marketplace('eu', 'SA', 'A17E79C6D8DWNP', 'amazon.sa', 'SAR', 'ar_SA', 4.1),
  marketplace('eu', 'AE', 'A2VIGQ35RCS4UG', 'amazon.ae', 'AED', 'ar_AE', 4),
  marketplace('eu', 'IN', 'A21TJRUUN4KGV', 'amazon.in', 'INR', 'en_IN', 95),
  marketplace('fe', 'SG', 'A19VAU5U5O7RUS', 'amazon.sg', 'SGD', 'en_SG', 1.45),
  marketplace('fe', 'AU', 'A39IBJ37TRP1C6', 'amazon.com.au', 'AUD', 'en_AU', 1.65),
  marketplace('fe', 'JP', 'A1VC38T7YXB528', 'amazon.co.jp', 'JPY', 'ja_JP', 160),
]

const MARKETPLACES_BY_ID = new Map(MARKETPLACES.map((entry) => [entry.id, entry]))

export function findMarketplace(id: string): Marketplace | null {
  return MARKETPLACES_BY_ID.get(id) ?? null
}

export function marketplaceIdOf(countryCode: string): string {
  const found = MARKETPLACES.find((entry) => entry.countryCode === countryCode)
  if (!found) throw new RangeError(`no marketplace in ${countryCode}`)
  return found.id
}

/** Orders of these marketplaces stay readable since 2016 instead of for two years. Source: as above. */
export const LONG_MEMORY_COUNTRIES: readonly string[] = ['JP', 'AU', 'SG']

function marketplace(
  region: Region,
  countryCode: string,
  id: string,
  domain: string,
  currencyCode: string,
  languageCode: string,
  perEuro: number,
): Marketplace {
  const name = `A${domain.slice(1)}`
  return { id, region, countryCode, name, domainName: `www.${domain}`, currencyCode, languageCode, perEuro }
}

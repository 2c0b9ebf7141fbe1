import { addressTexts } from '../../session/address-texts.ts'

/** What the address of the page holds; the tenant is kept by the frame. */
export interface ConnectSearch {
  /** The seller's own marketplace, chosen already. */
  readonly marketplaceId?: string | undefined
  /** The seller that is to be connected again, or that the Appstore sent. */
  readonly sellingPartnerId?: string | undefined
  /** Given by Amazon's Appstore, to be given back with the consent. */
  readonly login?: string | undefined
  /** `token`: by a refresh token instead of a consent. */
  readonly by?: 'token' | undefined
  /** `yes`: an operator allows that another tenant has the seller too. */
  readonly shared?: 'yes' | undefined
}

export const connectNames = ['marketplaceId', 'sellingPartnerId', 'login', 'by', 'shared'] as const

/** What the address holds, as it came. */
export type ConnectAddress = { readonly [Name in keyof ConnectSearch]?: string | undefined }

export function toConnectAddress(search: Record<string, unknown>): ConnectAddress {
  return addressTexts(search, connectNames)
}

const sellerPattern = /^A[A-Z0-9]{9,20}$/
const loginPattern = /^[A-Za-z0-9_-]{43}$/

/** Leaves out what of an edited address makes no sense. */
export function toConnectSearch(search: ConnectAddress): ConnectSearch {
  const marketplaceId = textLike(search.marketplaceId, sellerPattern)
  const sellingPartnerId = textLike(search.sellingPartnerId, sellerPattern)
  const login = textLike(search.login, loginPattern)
  return {
    ...(marketplaceId === undefined ? {} : { marketplaceId }),
    ...(sellingPartnerId === undefined ? {} : { sellingPartnerId }),
    ...(login === undefined ? {} : { login }),
    ...(search.by === 'token' ? { by: 'token' } : {}),
    ...(search.shared === 'yes' ? { shared: 'yes' } : {}),
  }
}

function textLike(value: string | undefined, pattern: RegExp): string | undefined {
  return value !== undefined && pattern.test(value) ? value : undefined
}

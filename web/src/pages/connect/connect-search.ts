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

const sellerPattern = /^A[A-Z0-9]{9,20}$/
const loginPattern = /^[A-Za-z0-9_-]{43}$/

/** Drops what an edited address holds that makes no sense. */
export function toConnectSearch(search: Record<string, unknown>): ConnectSearch {
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

function textLike(value: unknown, pattern: RegExp): string | undefined {
  return typeof value === 'string' && pattern.test(value) ? value : undefined
}

import { type Marketplace, marketplaces } from './marketplaces.ts'

/** How the application is registered with Amazon, as far as the way to a consent needs it. */
export interface ConsentApplication {
  /** `amzn1.sp.solution.…`, not the client id. */
  readonly applicationId: string
  /** One of the application's registered redirect URIs. */
  readonly redirectUri: string
  /** Not published yet: Amazon wants `version=beta`, and refuses it afterwards. */
  readonly isDraft: boolean
  /** For simulations: instead of each marketplace's own host. */
  readonly sellerCentralUrl: string | null
}

/**
 * Where a seller of this marketplace signs in and agrees. One consent covers every marketplace of its region.
 * Source: Website Authorization Workflow.
 */
export function consentUrl(application: ConsentApplication, marketplace: Marketplace, state: string): string {
  const base = application.sellerCentralUrl ?? `https://${marketplace.sellerCentralHost}`
  const url = new URL(`${base}/apps/authorize/consent`)
  url.searchParams.set('application_id', application.applicationId)
  url.searchParams.set('state', state)
  url.searchParams.set('redirect_uri', application.redirectUri)
  if (application.isDraft) url.searchParams.set('version', 'beta')
  return url.href
}

/**
 * Where a seller who came from the Appstore goes back to.
 * Source: Selling Partner Appstore authorization workflow.
 */
export function appstoreReturnUrl(
  application: ConsentApplication,
  amazonCallbackUri: string,
  amazonState: string,
  state: string,
): string {
  const url = new URL(amazonCallbackUri)
  url.searchParams.set('redirect_uri', application.redirectUri)
  url.searchParams.set('amazon_state', amazonState)
  url.searchParams.set('state', state)
  if (application.isDraft) url.searchParams.set('version', 'beta')
  return url.href
}

/** Amazon's documents show `amazon.com`, its sellers report their Seller Central: the hosts of all marketplaces. */
const amazonHosts = new Set(
  marketplaces.flatMap(({ sellerCentralHost, domain }) => [
    sellerCentralHost,
    domain.toLowerCase(),
    `www.${domain.toLowerCase()}`,
  ]),
)

/** Whether an address that claims to be Amazon's callback is one: we send a browser there. */
export function isAmazonCallback(address: string, sellerCentralUrl: string | null): boolean {
  const url = URL.parse(address)
  if (url === null || url.username !== '' || url.password !== '') return false
  if (!url.pathname.startsWith('/apps/authorize/')) return false
  if (sellerCentralUrl !== null) return url.origin === new URL(sellerCentralUrl).origin
  return url.protocol === 'https:' && url.port === '' && amazonHosts.has(url.hostname)
}

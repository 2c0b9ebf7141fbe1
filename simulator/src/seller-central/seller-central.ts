import type { IncomingMessage, ServerResponse } from 'node:http'
import { carryOut, readBody, replyOutcome } from '../exchange.ts'
import type { Region } from '../marketplaces.ts'
import type { Reply } from '../reply.ts'
import type { Services } from '../services.ts'
import { type AuthorizationRequest, readAuthorizationRequest } from './authorization-request.ts'
import { ensureNewSeller, nextNewSellerKey } from './new-seller.ts'
import { consentPage, declinedPage, errorPage, NEW_SELLERS } from './pages.ts'

const CONSENT_PATH = '/apps/authorize/consent'
const CONFIRM_PATH = '/apps/authorize/confirm'
const APPSTORE_PATH = '/apps/store/authorize'
/** How long a seller may take to sign in to the application that the Appstore opened. */
const APPSTORE_SECONDS = 10 * 60

/**
 * What a seller sees in the browser: the consent page, and the way that begins in the Appstore.
 * Source: developer-docs.amazon.com/sp-api, "Website Authorization Workflow", "Selling Partner Appstore authorization
 * workflow".
 */
export async function answerSellerCentral(
  services: Services,
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
): Promise<void> {
  const reply = await decide(services, request, url)
  await carryOut(response, replyOutcome(reply), services.clock.now)
}

async function decide(services: Services, request: IncomingMessage, url: URL): Promise<Reply> {
  const isConsent = url.pathname === CONSENT_PATH
  if (isConsent && request.method === 'GET') return showConsent(services, url.searchParams)
  if (isConsent && request.method === 'POST') {
    return takeDecision(services, new URLSearchParams(await readBody(request)))
  }
  if (url.pathname === APPSTORE_PATH && request.method === 'GET') {
    return openLogin(services, url.searchParams, `http://${request.headers.host ?? 'localhost'}`)
  }
  if (url.pathname.startsWith(`${CONFIRM_PATH}/`) && request.method === 'GET') {
    return confirmLogin(services, url)
  }
  return { ...errorPage(null, 'There is no such page.'), status: 404 }
}

function showConsent({ application, world }: Services, query: URLSearchParams): Reply {
  const asked = readAuthorizationRequest(query, application)
  if ('message' in asked) return errorPage(asked.code, asked.message)
  return consentPage({
    action: CONSENT_PATH,
    fields: query,
    sellers: world.sellers.values(),
    chosen: query.get('seller'),
  })
}

function takeDecision(services: Services, form: URLSearchParams): Reply {
  const asked = readAuthorizationRequest(form, services.application)
  if ('message' in asked) return errorPage(asked.code, asked.message)
  if (form.get('decision') !== 'confirm') return declinedPage()
  const chosen = chooseSeller(services, form.get('seller') ?? '')
  return chosen === null
    ? errorPage(null, 'There is no such selling account.')
    : returnWithCode(services, asked, chosen)
}

interface ChosenSeller {
  sellerId: string
  newSellerKey?: string
}

function chooseSeller({ world }: Services, choice: string): ChosenSeller | null {
  if (NEW_SELLERS.some((value) => value === choice)) {
    const newSellerKey = nextNewSellerKey(world, choice.slice(4) as Region)
    return { sellerId: ensureNewSeller(world, newSellerKey).sellerId, newSellerKey }
  }
  return world.sellers.has(choice) ? { sellerId: choice } : null
}

function returnWithCode(services: Services, asked: AuthorizationRequest, chosen: ChosenSeller): Reply {
  const { application, authorizations, clock } = services
  const { redirectUri, returnUri, state } = asked
  const code = authorizations.issueCode(
    { ...chosen, clientId: application.clientId, redirectUri },
    clock.now().getTime() / 1000,
  )
  return redirect(returnUri, { state, selling_partner_id: chosen.sellerId, spapi_oauth_code: code })
}

/** The seller pressed "Authorize now" in the Appstore: `?seller=` says which one. */
function openLogin(services: Services, query: URLSearchParams, origin: string): Reply {
  const { application, signer, clock } = services
  const chosen = chooseSeller(services, query.get('seller') ?? '')
  if (chosen === null) return errorPage(null, 'There is no such selling account.')
  if (application.loginUri === null) return errorPage(null, 'The application has no Login URI.')
  const expires = clock.now().getTime() / 1000 + APPSTORE_SECONDS
  return redirect(application.loginUri, {
    amazon_callback_uri: `${origin}${CONFIRM_PATH}/${application.applicationId}`,
    amazon_state: signer.sign('amazon_state', { ...chosen, expires }),
    selling_partner_id: chosen.sellerId,
  })
}

/** The application sends the seller back after its own login. */
function confirmLogin(services: Services, url: URL): Reply {
  const { application, signer, clock } = services
  const query = new URLSearchParams(url.searchParams)
  query.set('application_id', decodeURIComponent(url.pathname.slice(CONFIRM_PATH.length + 1)))
  const asked = readAuthorizationRequest(query, application)
  if ('message' in asked) return errorPage(asked.code, asked.message)
  const chosen = signer.verify('amazon_state', query.get('amazon_state') ?? '') as
    | (ChosenSeller & { expires: number })
    | null
  if (chosen === null || chosen.expires < clock.now().getTime() / 1000) {
    return errorPage(null, 'The amazon_state is not valid.')
  }
  const { expires: _, ...seller } = chosen
  return returnWithCode(services, asked, seller)
}

function redirect(target: string, parameters: Record<string, string>): Reply {
  const url = new URL(target)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return {
    status: 303,
    body: '',
    contentType: 'text/html; charset=utf-8',
    headers: { Location: url.href, 'Referrer-Policy': 'no-referrer' },
  }
}

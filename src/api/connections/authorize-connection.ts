import { randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import { appstoreReturnUrl, type ConsentApplication, consentUrl } from '../../domain/consent-url.ts'
import { findMarketplace, type Marketplace } from '../../domain/marketplaces.ts'
import { Secret } from '../../runtime/secret.ts'
import { type AppstoreLogin, consumeAppstoreLogin } from '../../store/appstore-logins.ts'
import { createConsentRequest } from '../../store/consent-requests.ts'
import { requireConsent } from '../amazon-oauth/consent-application.ts'
import { bindToBrowser } from '../amazon-oauth/consent-cookie.ts'
import { defaultReturnTo, ReturnTo } from '../amazon-oauth/return-to.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Instant, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { AllowSharedSeller, refuseUnlessOperator } from './allow-shared-seller.ts'

const Body = strict({
  marketplaceId: Type.String({
    pattern: '^A[A-Z0-9]{9,20}$',
    description: 'Where the seller signs in. The consent covers every marketplace of its region.',
    examples: ['A1PA6795UKMFR9'],
  }),
  returnTo: Type.Optional(ReturnTo),
  login: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9_-]{43}$',
      description: 'From /connect?login=…, for a seller who came from the Appstore.',
    }),
  ),
  allowSharedSeller: AllowSharedSeller,
})

export function registerAuthorizeConnection(api: Api, context: ApiContext): void {
  api.post(
    '/tenants/:tenantId/connections/authorize',
    {
      schema: {
        operationId: 'authorizeConnection',
        tags: ['Connections'],
        summary: "Ask for a seller's consent: where to send the browser",
        description:
          'The address works once, for 15 minutes. Asked for with a dashboard session, only the same browser can finish it; asked for with an API key, whoever opens it connects the account that they sign in with to this tenant, so give it to nobody else. A seller that is connected already renews its authorisation this way.',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        body: Body,
        response: {
          200: Type.Object({
            authorizeUrl: Type.String({ description: "Amazon's consent page." }),
            state: Type.String({ description: 'Comes back with the browser; used up by that.' }),
            expiresAt: Instant,
          }),
        },
      },
    },
    async (request, reply) => {
      const { body } = request
      refuseUnlessOperator(request, body.allowSharedSeller)
      const { application, secure } = requireConsent(context, request.server.server)
      const { tenantId } = await requireTenant(context.db, request)
      const marketplace = requireMarketplace(body.marketplaceId)
      const login = body.login === undefined ? null : await requireLogin(context, body.login)

      const state = randomBytes(32).toString('base64url')
      const { expiresAt } = await createConsentRequest(
        context.db.of(tenantId),
        new Secret(state),
        bindToBrowser(request, reply, secure),
        {
          region: marketplace.region,
          marketplaceId: marketplace.id,
          sellingPartnerId: login?.sellingPartnerId ?? null,
          allowSharedSeller: body.allowSharedSeller === true,
          requestedBy: request.caller?.actor ?? 'anonymous',
          returnTo: body.returnTo ?? defaultReturnTo,
        },
      )
      return {
        authorizeUrl: addressAtAmazon(application, marketplace, login, state),
        state,
        expiresAt: expiresAt.toISOString(),
      }
    },
  )
}

function addressAtAmazon(
  application: ConsentApplication,
  marketplace: Marketplace,
  login: AppstoreLogin | null,
  state: string,
): string {
  return login === null
    ? consentUrl(application, marketplace, state)
    : appstoreReturnUrl(application, login.amazonCallbackUri, login.amazonState, state)
}

function requireMarketplace(marketplaceId: string): Marketplace {
  const marketplace = findMarketplace(marketplaceId)
  if (marketplace !== null) return marketplace
  throw new Problem('invalid_request', `There is no marketplace "${marketplaceId}" to sign in at.`, {
    field: 'marketplaceId',
  })
}

async function requireLogin({ db }: ApiContext, login: string): Promise<AppstoreLogin> {
  const found = await consumeAppstoreLogin(db, new Secret(login))
  if (found !== null) return found
  throw new Problem(
    'login_unknown',
    'This sign-in from the Appstore was used or took longer than 15 minutes: start again in the Appstore.',
    { field: 'login' },
  )
}

import { randomBytes } from 'node:crypto'
import { Type } from 'typebox'
import { isAmazonCallback } from '../../domain/consent-url.ts'
import { Secret } from '../../runtime/secret.ts'
import { saveAppstoreLogin } from '../../store/appstore-logins.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { requireConsent } from './consent-application.ts'

const Query = Type.Object(
  {
    amazon_callback_uri: Type.String({ maxLength: 2000 }),
    amazon_state: Type.String({ pattern: '^[\\x21-\\x7e]{1,2000}$' }),
    selling_partner_id: Type.String({ pattern: '^A[A-Z0-9]{9,20}$' }),
  },
  { additionalProperties: true },
)

/**
 * The application's Login URI. The seller comes from the Appstore and is nobody here yet: what Amazon said is kept for a
 * quarter of an hour, the browser goes to the page where people sign in and choose the tenant, and that page asks for
 * the consent with the `login` that it was given.
 */
export function registerAppstoreLogin(api: Api, context: ApiContext): void {
  api.get(
    '/amazon/oauth/login',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'loginFromAppstore',
        tags: ['Connections'],
        summary: 'Where the Appstore sends a seller who wants to authorise: the Login URI of the application',
        description:
          'Goes on to /connect with `login`, to be given to POST …/connections/authorize by somebody who is signed in.',
        querystring: Query,
        response: { 303: Type.Unknown({ description: 'The browser goes on.' }) },
      },
    },
    async ({ query, server }, reply) => {
      const { application } = requireConsent(context, server.server)
      if (!isAmazonCallback(query.amazon_callback_uri, application.sellerCentralUrl)) {
        throw new Problem('invalid_request', 'amazon_callback_uri is no address of Amazon.', {
          field: 'amazon_callback_uri',
        })
      }
      const login = randomBytes(32).toString('base64url')
      await saveAppstoreLogin(context.db, new Secret(login), {
        amazonCallbackUri: query.amazon_callback_uri,
        amazonState: query.amazon_state,
        sellingPartnerId: query.selling_partner_id,
      })
      const next = new URLSearchParams({ login, sellingPartnerId: query.selling_partner_id })
      return reply.code(303).header('location', `/connect?${next}`).send()
    },
  )
}

import { type Static, Type } from 'typebox'
import { regions } from '../../domain/region.ts'
import { Secret } from '../../runtime/secret.ts'
import { notAsked, type Verification, verificationReasons } from '../amazon-oauth/ask-amazon.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { nullable, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { AllowSharedSeller, refuseUnlessOperator } from './allow-shared-seller.ts'
import { ConnectionView, requireConnectionView } from './connection-view.ts'
import { saveAuthorization } from './save-authorization.ts'

const Body = strict({
  region: Type.Enum([...regions]),
  sellingPartnerId: Type.String({ pattern: '^A[A-Z0-9]{9,20}$' }),
  refreshToken: Type.String({
    pattern: '^Atzr\\|[\\x21-\\x7e]{1,2043}$',
    description: 'From the authorisation of a private application. Sealed at once and never shown again.',
  }),
  marketplaceIds: Type.Optional(Type.Array(Type.String({ pattern: '^A[A-Z0-9]{9,20}$' }), { maxItems: 50 })),
  importedCursor: Type.Optional(
    Type.String({
      maxLength: 500,
      pattern: '^[\\x20-\\x7e]*$',
      description: 'Where another system had come to; the first run reads or repairs it.',
    }),
  ),
  includeBuyerData: Type.Optional(
    Type.Boolean({
      description:
        'Ask for buyer data and keep it, encrypted, until 30 days after delivery. False unless given; a connection that exists keeps its wish.',
    }),
  ),
  allowSharedSeller: AllowSharedSeller,
})

const VerificationView = Type.Object({
  verified: nullable(
    Type.Boolean({ description: 'Whether Amazon accepts the token; null: not known yet, a sync will tell.' }),
  ),
  reason: Type.Enum([...verificationReasons]),
  message: Type.String({ description: 'What it means and what to do.' }),
})

const ConnectedView = Type.Intersect([ConnectionView, Type.Object({ verification: VerificationView })])

export function registerCreateConnection(api: Api, context: ApiContext): void {
  api.post(
    '/tenants/:tenantId/connections',
    {
      schema: {
        operationId: 'connect',
        tags: ['Connections'],
        summary: 'Connect a seller with a refresh token (201), or renew the token of its connection (200)',
        description:
          'Amazon is asked about the token first, for five seconds at most: one that it refuses is not stored (409 `token_refused`), one that could not be checked is, and `verification` says so. Amazon does not say whose token it is: a wrong sellingPartnerId cannot be noticed.',
        params: strict({ tenantId: TenantId }),
        querystring: strict({}),
        body: Body,
        response: { 200: ConnectedView, 201: ConnectedView },
      },
    },
    async (request, reply) => {
      const { body } = request
      refuseUnlessOperator(request, body.allowSharedSeller)
      const { tenantId } = await requireTenant(context.db, request)
      const token = new Secret(body.refreshToken)
      const verification = (await context.askAmazon?.verify(body, token)) ?? notAsked
      refuseUseless(verification)
      const { created, connection } = await saveAuthorization(context, tenantId, token, {
        region: body.region,
        sellingPartnerId: body.sellingPartnerId,
        marketplaceIds: verification.marketplaceIds ?? body.marketplaceIds,
        importedCursor: body.importedCursor ?? null,
        includeBuyerData: body.includeBuyerData,
        shared: body.allowSharedSeller === true,
        validForDays: undefined,
      })
      return reply.code(created ? 201 : 200).send({
        ...(await requireConnectionView(context, tenantId, connection.connectionId)),
        verification: toView(verification),
      })
    },
  )
}

/** A token that Amazon refuses replaces none that works. */
function refuseUseless({ verified, reason, message }: Verification): void {
  if (verified === false)
    throw new Problem('token_refused', message, { field: 'refreshToken', extra: { reason } })
}

function toView({ verified, reason, message }: Verification): Static<typeof VerificationView> {
  return { verified, reason, message }
}

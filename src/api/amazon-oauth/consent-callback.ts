import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { Secret } from '../../runtime/secret.ts'
import { recordAudit } from '../../store/audit-log.ts'
import type { Api, ApiContext } from '../context.ts'
import { toProblem } from '../error-handler.ts'
import type { Problem } from '../problem.ts'
import { type ConsentOutcome, type ConsentReturn, completeConsent } from './complete-consent.ts'
import { requireConsent } from './consent-application.ts'
import { clearBinding, readBinding } from './consent-cookie.ts'
import { defaultReturnTo, toReturnUrl } from './return-to.ts'

const Query = Type.Object(
  {
    state: Type.Optional(Type.String()),
    selling_partner_id: Type.Optional(Type.String()),
    spapi_oauth_code: Type.Optional(Type.String({ description: 'Works once, for five minutes.' })),
  },
  { additionalProperties: true },
)

export function registerConsentCallback(api: Api, context: ApiContext): void {
  api.get(
    '/amazon/oauth/callback',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'completeConsent',
        tags: ['Connections'],
        summary: 'Where Amazon sends the browser of a seller who agreed',
        description:
          'Goes on to the `returnTo` of the request, with `connectionId` or with `problem`, one of the codes at /docs/errors.',
        querystring: Query,
        response: { 303: Type.Unknown({ description: 'The browser goes on.' }) },
      },
    },
    async (request, reply) => {
      const outcome = await complete(context, request, reply)
      const returnTo = outcome.request?.returnTo ?? defaultReturnTo
      const result =
        'problem' in outcome ? { problem: outcome.problem.code } : { connectionId: outcome.connectionId }
      return reply.code(303).header('location', toReturnUrl(returnTo, result)).send()
    },
  )
}

/** A person looks at this: whatever goes wrong, the browser is sent to a page of ours. */
async function complete(
  context: ApiContext,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<ConsentOutcome> {
  try {
    const { application, ask, secure } = requireConsent(context, request.server.server)
    clearBinding(reply, secure)
    const outcome = await completeConsent(context, ask, application.redirectUri, readReturn(request))
    await audit(context, request, outcome)
    return outcome
  } catch (error) {
    const problem: Problem = toProblem(error)
    context.log.error(
      { event: 'consent_failed', requestId: request.id, reasonCode: problem.code, error },
      'a consent could not be completed',
    )
    return { request: null, problem }
  }
}

/** What has not the form that Amazon gives it counts as missing. */
function readReturn(request: FastifyRequest): ConsentReturn {
  const query = request.query as Readonly<Record<string, unknown>>
  const read = (name: string, pattern: RegExp): string | null => {
    const value = query[name]
    return typeof value === 'string' && pattern.test(value) ? value : null
  }
  const state = read('state', /^[A-Za-z0-9_-]{43}$/)
  const code = read('spapi_oauth_code', /^[\x21-\x7e]{1,2048}$/)
  return {
    state: state === null ? null : new Secret(state),
    sellingPartnerId: read('selling_partner_id', /^A[A-Z0-9]{9,20}$/),
    code: code === null ? null : new Secret(code),
    binding: readBinding(request),
  }
}

/** Whoever asked for the consent is the one who connects; of an unknown one nobody knows. */
async function audit({ db }: ApiContext, request: FastifyRequest, outcome: ConsentOutcome): Promise<void> {
  await recordAudit(db, {
    tenantId: outcome.request?.tenantId ?? null,
    actor: outcome.request?.requestedBy ?? 'anonymous',
    action: `GET ${request.routeOptions.url ?? ''}`,
    allowed: !('problem' in outcome),
    subject:
      'problem' in outcome ? `problem=${outcome.problem.code}` : `connectionId=${outcome.connectionId}`,
    requestId: request.id,
    address: request.ip,
  })
}

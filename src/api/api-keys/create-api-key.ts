import { Type } from 'typebox'
import { roles } from '../../domain/role.ts'
import { makeKeySecret, saveApiKey } from '../../store/api-keys.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { DisplayText, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'
import { NewApiKeyView, toApiKeyView } from './api-key-view.ts'
import { requireGivingBuyers } from './buyers-permission.ts'

export function registerCreateApiKey(api: Api, { db, clock, random }: ApiContext): void {
  api.post(
    '/api-keys',
    {
      schema: {
        operationId: 'createApiKey',
        tags: ['API keys'],
        summary: 'Make a key; it is shown in this answer and never again',
        querystring: strict({}),
        body: strict({
          name: DisplayText,
          role: Type.Enum([...roles]),
          tenantId: Type.Optional(TenantId),
          canReadBuyers: Type.Optional(
            Type.Boolean({
              description:
                'May it be shown who bought? Only operators, and callers who may themselves, say yes.',
            }),
          ),
          expiresInDays: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 3650, description: 'Never expires unless given.' }),
          ),
        }),
        response: {
          201: NewApiKeyView,
        },
      },
    },
    async (request, reply) => {
      const { name, role, expiresInDays, canReadBuyers = false } = request.body
      if (role === 'operator' && request.caller?.role !== 'operator') {
        throw new Problem('forbidden', 'Only an operator makes operator keys.', { field: 'role' })
      }
      if (role === 'operator' && request.tenantId !== null) {
        throw new Problem('invalid_request', 'An operator key belongs to no tenant: leave tenantId out.', {
          field: 'tenantId',
        })
      }
      if (canReadBuyers) requireGivingBuyers(request.caller)
      const tenantId = role === 'operator' ? null : (await requireTenant(db, request)).tenantId
      const secret = makeKeySecret()
      const expiresAt =
        expiresInDays === undefined ? null : new Date(clock.now().getTime() + expiresInDays * 86_400_000)
      const key = await saveApiKey(
        db.of(tenantId),
        { keyId: random.id('key'), name, role, expiresAt, canReadBuyers },
        secret,
      )
      return reply.code(201).send({ ...toApiKeyView(key), key: secret.reveal() })
    },
  )
}

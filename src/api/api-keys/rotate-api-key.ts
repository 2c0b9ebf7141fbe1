import { Type } from 'typebox'
import { type ApiKey, expireReplacedApiKey, makeKeySecret, saveApiKey } from '../../store/api-keys.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Id, Instant, strict, TenantId } from '../schemas.ts'
import { NewApiKeyView, toApiKeyView } from './api-key-view.ts'
import { requireGivingBuyers } from './buyers-permission.ts'
import { requireApiKey } from './require-api-key.ts'

export function registerRotateApiKey(api: Api, { db, clock, random }: ApiContext): void {
  api.post(
    '/api-keys/:keyId/rotate',
    {
      schema: {
        operationId: 'rotateApiKey',
        tags: ['API keys'],
        summary: 'Make a key that replaces this one; the old one opens for another while',
        description:
          'The new key has the name, role, tenant and rights of the old one, and as many days. Its last use tells whether anybody still needs the old one.',
        params: strict({ keyId: Id }),
        querystring: strict({ tenantId: Type.Optional(TenantId) }),
        body: strict({
          graceHours: Type.Optional(
            Type.Integer({
              minimum: 0,
              maximum: 720,
              description:
                'How long the old key still opens: 24 unless given; 0 ends it and its sessions now.',
            }),
          ),
        }),
        response: {
          201: Type.Object({ ...NewApiKeyView.properties, replacedKeyEndsAt: Instant }),
        },
      },
    },
    async (request, reply) => {
      const { keyId } = request.params
      const { graceHours = 24 } = request.body
      const old = await requireApiKey(db, request, keyId)
      // Whoever rotates a key holds it afterwards.
      if (old.canReadBuyers) requireGivingBuyers(request.caller)
      const secret = makeKeySecret()
      const { key, replacedKeyEndsAt } = await db.of(old.tenantId).transaction(async (tx) => {
        const endsAt = await expireReplacedApiKey(tx, keyId, graceHours)
        if (endsAt === null) {
          throw new Problem(
            'conflict',
            'This key has ended or was replaced already: rotate the one that replaced it, or make a new one.',
          )
        }
        const successor = {
          keyId: random.id('key'),
          name: old.name,
          role: old.role,
          canReadBuyers: old.canReadBuyers,
          expiresAt: sameLifetime(old, clock.now()),
          replacesKeyId: keyId,
        }
        return { key: await saveApiKey(tx, successor, secret), replacedKeyEndsAt: endsAt }
      })
      return reply.code(201).send({
        ...toApiKeyView(key),
        key: secret.reveal(),
        replacedKeyEndsAt: replacedKeyEndsAt.toISOString(),
      })
    },
  )
}

function sameLifetime(key: ApiKey, now: Date): Date | null {
  if (key.expiresAt === null) return null
  return new Date(now.getTime() + key.expiresAt.getTime() - key.createdAt.getTime())
}

import { Type } from 'typebox'
import type { Api, ApiContext } from '../context.ts'
import { Id, nullable, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'

const batch = 200

export function registerReplayOrders(api: Api, { db, replay }: ApiContext): void {
  api.post(
    '/orders/replay',
    {
      schema: {
        operationId: 'replayOrders',
        tags: ['Orders'],
        summary: 'Read stored documents again with the mapping of this version: a batch of orders',
        description:
          'For orders that an older version stored; Amazon is not asked. Call it with `after` until `next` is null.',
        querystring: strict({}),
        body: strict({
          tenantId: Type.Optional(TenantId),
          after: Type.Optional(Id),
          limit: Type.Optional(
            Type.Integer({ minimum: 1, maximum: 1000, description: `${batch} unless given.` }),
          ),
        }),
        response: {
          200: Type.Object({
            tenantId: TenantId,
            read: Type.Integer({ description: 'Orders of an older mapping.' }),
            rewritten: Type.Integer({ description: 'Of these, read again.' }),
            changed: Type.Integer({
              description:
                'Of these, with an entry in the feed: something that it shows came out differently.',
            }),
            unreadable: Type.Integer({ description: 'Documents that stay as they are.' }),
            next: nullable(Type.String()),
          }),
        },
      },
    },
    async (request) => {
      const { after = null, limit = batch } = request.body
      const { tenantId } = await requireTenant(db, request)
      return { tenantId, ...(await replay.mapping(tenantId, after, limit)) }
    },
  )
}

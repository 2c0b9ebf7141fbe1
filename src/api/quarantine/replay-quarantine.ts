import { Type } from 'typebox'
import { deleteQuarantined } from '../../store/quarantine.ts'
import type { Api, ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { Id, strict, TenantId } from '../schemas.ts'
import { requireTenant } from '../tenant-choice.ts'

const Params = strict({ quarantineId: Id })
const Query = strict({ tenantId: Type.Optional(TenantId) })

/** Tries a piece in quarantine again, or lets it go. */
export function registerReplayQuarantine(api: Api, { db, replay }: ApiContext): void {
  api.post(
    '/quarantine/:quarantineId/replay',
    {
      schema: {
        operationId: 'replayQuarantine',
        tags: ['Orders'],
        summary: 'Try to read it again; an order that can be read now is stored and leaves the quarantine',
        params: Params,
        querystring: Query,
        body: strict({}),
        response: {
          200: Type.Object({
            quarantineId: Id,
            outcome: Type.Enum(['stored', 'unreadable']),
            externalOrderId: Type.Optional(Type.String()),
            reason: Type.Optional(Type.String({ description: 'Why it still cannot be read.' })),
          }),
        },
      },
    },
    async (request) => {
      const { quarantineId } = request.params
      const { tenantId } = await requireTenant(db, request)
      const result = await replay.quarantined(tenantId, quarantineId)
      if (result === null) throw notFound(quarantineId)
      return { quarantineId, ...result }
    },
  )

  api.delete(
    '/quarantine/:quarantineId',
    {
      schema: {
        operationId: 'deleteQuarantined',
        tags: ['Orders'],
        summary: 'Delete what could not be read',
        params: Params,
        querystring: Query,
        response: { 200: Type.Object({ quarantineId: Id, deleted: Type.Literal(true) }) },
      },
    },
    async (request) => {
      const { quarantineId } = request.params
      const { tenantId } = await requireTenant(db, request)
      if (!(await deleteQuarantined(db.of(tenantId), quarantineId))) throw notFound(quarantineId)
      return { quarantineId, deleted: true as const }
    },
  )
}

function notFound(quarantineId: string): Problem {
  return new Problem('quarantine_not_found', `The tenant has nothing in quarantine as "${quarantineId}".`)
}

import { Type } from 'typebox'
import { type Operation, usagePlans } from '../../domain/quota.ts'
import { listQuotaBuckets } from '../../store/quota-buckets.ts'
import type { Api, ApiContext } from '../context.ts'
import { Instant, nullable, strict } from '../schemas.ts'
import { ConnectionParams, requireConnection } from './connection-view.ts'

const QuotaView = Type.Object({
  operation: Type.String({ description: "Amazon's name of the operation." }),
  tokens: Type.Number({
    description: 'Calls that could be made at once now. Below zero: they are promised already.',
  }),
  burst: Type.Number({ description: 'Tokens of a full bucket.' }),
  ratePerSecond: Type.Number({ description: 'How fast it fills.' }),
  blockedUntil: nullable(Instant),
})

export function registerListQuotas(api: Api, { db, clock, settings }: ApiContext): void {
  api.get(
    '/tenants/:tenantId/connections/:connectionId/quotas',
    {
      schema: {
        operationId: 'listQuotas',
        tags: ['Connections'],
        summary: "Amazon's quotas for the connection's selling partner, as they stand now",
        description:
          'One token bucket per operation, shared by every connection of this selling partner. One that was never used is full, at the rate that Amazon publishes.',
        params: ConnectionParams,
        querystring: strict({}),
        response: { 200: Type.Object({ at: Instant, quotas: Type.Array(QuotaView) }) },
      },
    },
    async ({ params }) => {
      const { region, sellingPartnerId } = await requireConnection(db, params.tenantId, params.connectionId)
      const used = await listQuotaBuckets(db, {
        region,
        sellingPartnerId,
        applicationId: settings.applicationId,
      })
      return {
        at: clock.now().toISOString(),
        quotas: (Object.keys(usagePlans) as Operation[]).map((operation) => {
          const bucket = used.find((found) => found.operation === operation)
          const plan = usagePlans[operation]
          return {
            operation,
            tokens: bucket?.tokens ?? plan.burst,
            burst: bucket?.burst ?? plan.burst,
            ratePerSecond: bucket?.ratePerSecond ?? plan.ratePerSecond,
            blockedUntil: bucket?.blockedUntil?.toISOString() ?? null,
          }
        }),
      }
    },
  )
}

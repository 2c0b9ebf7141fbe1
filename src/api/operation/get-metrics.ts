import { Type } from 'typebox'
import type { Api, ApiContext } from '../context.ts'

/** The metrics of this process. Registered at the root, where Prometheus looks, and under /api/v1. */
export function registerGetMetrics(api: Api, { metrics }: ApiContext): void {
  api.get(
    '/metrics',
    {
      schema: {
        tags: ['Operation'],
        summary: 'Metrics for Prometheus: with the token for metrics or an operator key',
        querystring: Type.Object({}),
        produces: ['text/plain'],
      },
    },
    async (_request, reply) =>
      reply.type('text/plain; version=0.0.4; charset=utf-8').send((await metrics?.()) ?? ''),
  )
}

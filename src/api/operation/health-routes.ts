import { Type } from 'typebox'
import { findDatabaseState } from '../../store/readiness.ts'
import type { Api, ApiContext } from '../context.ts'

const Ready = Type.Object({
  ready: Type.Boolean(),
  database: Type.Enum(['ok', 'unavailable', 'schema missing']),
  version: Type.String(),
})

/** Whether this process lives, and whether it can work. Registered at the root and under /api/v1. */
export function registerHealthRoutes(api: Api, { db, version }: ApiContext): void {
  api.get(
    '/healthz',
    {
      schema: {
        tags: ['Operation'],
        summary: 'Is this process alive?',
        querystring: Type.Object({}),
        response: { 200: Type.Object({ alive: Type.Literal(true), version: Type.String() }) },
      },
    },
    async () => ({ alive: true as const, version }),
  )
  api.get(
    '/readyz',
    {
      schema: {
        tags: ['Operation'],
        summary: 'Can it work: does the database answer, is the schema there?',
        querystring: Type.Object({}),
        response: { 200: Ready, 503: Ready },
      },
    },
    async (_request, reply) => {
      const database = await findDatabaseState(db)
      const ready = database === 'ok'
      return reply.code(ready ? 200 : 503).send({ ready, database, version })
    },
  )
}

import { Type } from 'typebox'
import { endSession, endSessionsOf } from '../../store/sessions.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import { requireSession } from './require-session.ts'
import { forgetSessionToken } from './session-cookie.ts'

export function registerSignOut(api: Api, { db, edge }: ApiContext): void {
  api.delete(
    '/session',
    {
      schema: {
        operationId: 'signOut',
        tags: ['Session'],
        summary: 'Sign out here',
        querystring: strict({}),
        response: { 200: Type.Object({ signedOut: Type.Literal(true) }) },
      },
    },
    async (request, reply) => {
      await endSession(db, requireSession(request.caller).token)
      forgetSessionToken(reply, edge)
      return { signedOut: true as const }
    },
  )

  api.delete(
    '/sessions',
    {
      schema: {
        operationId: 'signOutEverywhere',
        tags: ['Session'],
        summary: 'End every session of the calling key or person, in every browser',
        querystring: strict({}),
        response: { 200: Type.Object({ sessionsEnded: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const { keyId = null, subject = null, tenantId = null } = request.caller ?? {}
      const sessionsEnded = await endSessionsOf(db.of(tenantId), { keyId, subject })
      forgetSessionToken(reply, edge)
      return { sessionsEnded }
    },
  )
}

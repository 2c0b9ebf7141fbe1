import { authenticate } from '../authenticate.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import { requireSession } from './require-session.ts'
import { SessionView, toSessionView } from './session-view.ts'

export function registerGetSession(api: Api, context: ApiContext): void {
  api.get(
    '/session',
    {
      schema: {
        operationId: 'getSession',
        tags: ['Session'],
        summary: 'Who is signed in in this browser; 401 when nobody is',
        querystring: strict({}),
        response: { 200: SessionView },
      },
    },
    async (request) => {
      const { session, token } = requireSession(await authenticate(context, request))
      return toSessionView(session, token, context)
    },
  )
}

import { queryOptions } from '@tanstack/react-query'
import { api, ask, setCsrfToken } from '../api/client.ts'
import { ApiProblem } from '../api/problem.ts'
import type { operations } from '../api/schema.d.ts'

/** Who is signed in, as the API tells it. */
export type Session = operations['getSession']['responses'][200]['content']['application/json']

/** The session of this browser; null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
})

/** Signs in with a key or with the token of a link. Throws what the API says. */
export async function signIn(proof: { key: string } | { signInToken: string }): Promise<Session> {
  return remember(await ask(api.POST('/api/v1/session', { body: proof })))
}

export async function signOut(): Promise<void> {
  await ask(api.DELETE('/api/v1/session'))
}

/** Whether two sessions are of the same person, so that what is on the screen may stay there. */
export function isSamePerson(a: Session, b: Session): boolean {
  return a.role === b.role && a.tenantId === b.tenantId && a.name === b.name
}

async function readSession(): Promise<Session | null> {
  try {
    return remember(await ask(api.GET('/api/v1/session')))
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

function remember(session: Session): Session {
  setCsrfToken(session.csrfToken)
  return session
}

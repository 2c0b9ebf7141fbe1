import { queryOptions } from '@tanstack/react-query'
import { api, ask, setCsrfToken, setSessionEnded } from '../api/client.ts'
import { ApiProblem, isWorthRetrying } from '../api/problem.ts'
import type { operations } from '../api/schema.d.ts'

/** Who is signed in, as the API tells it. */
export type Session = operations['getSession']['responses'][200]['content']['application/json']

/** As every question is asked again (`app/query-client.ts`). */
const attempts = 4

/** The session of this browser; null when nobody is signed in. Another tab may have changed it while nobody looked. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: readSession,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
  refetchOnWindowFocus: 'always',
  // Until it is known who is there, nothing can be shown: it is asked for until there is an answer.
  retry: (failures, error) => isWorthRetrying(error) && (own === null || failures < attempts),
})

/** All tabs share one cookie. Whoever signs in or out tells the others no more than that: each asks for itself. */
const otherTabs = new BroadcastChannel('ordersync-session')

let own: Session | null = null

/** The session that this page belongs to since it was loaded; a later one of the same person takes its place. */
export function sessionOfPage(): Session | null {
  return own
}

/** Calls back when somebody signed in or out in another tab, or may have while the browser had put this page aside. */
export function onSessionElsewhere(listener: () => void): void {
  otherTabs.addEventListener('message', listener)
  addEventListener('pageshow', ({ persisted }) => {
    if (persisted) listener()
  })
}

/** Signs in with a key or with the token of a link. Throws what the API says. */
export async function signIn(proof: { key: string } | { signInToken: string }): Promise<Session> {
  const session = remember(await ask(api.POST('/api/v1/session', { body: proof })))
  signIns += 1
  otherTabs.postMessage(null)
  return session
}

export async function signOut(): Promise<void> {
  await ask(api.DELETE('/api/v1/session'))
  otherTabs.postMessage(null)
}

/**
 * Whether two sessions are of the same person with the same rights, so that what is on the screen may stay there. A key that
 * takes the place of another has its name.
 */
export function isSamePerson(a: Session, b: Session): boolean {
  return (
    a.subject === b.subject &&
    a.role === b.role &&
    a.tenantId === b.tenantId &&
    a.name === b.name &&
    a.canReadBuyers === b.canReadBuyers
  )
}

/** How often somebody signed in on this page. */
let signIns = 0

/** Until it is asked for the first time, the document knows whether this browser brought a session. */
let isFirstQuestion = true

async function readSession(): Promise<Session | null> {
  const isStranger = own === null && isFirstQuestion && document.documentElement.dataset.session === 'none'
  isFirstQuestion = false
  if (isStranger) return null
  const [isFirst, signInsBefore] = [own === null, signIns]
  const session = await askForSession()
  // It was asked before the last sign-in, and may be about what was before it.
  if (signIns !== signInsBefore) return readSession()
  if (session === null) {
    setSessionEnded(true)
    return null
  }
  // A sign-in at an identity provider comes back as a page that is loaded.
  if (isFirst) otherTabs.postMessage(null)
  return remember(session)
}

async function askForSession(): Promise<Session | null> {
  try {
    return await ask(api.GET('/api/v1/session'))
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 401) return null
    throw error
  }
}

/** Begins with the session that the server rendered this page for; null when it found that there is none any more. */
export function beginWith(session: Session | null): void {
  isFirstQuestion = false
  if (session === null) {
    setSessionEnded(true)
    return
  }
  // As when it was asked for.
  otherTabs.postMessage(null)
  remember(session)
}

/** What one person began is never done in the name of another: only the page's own person gets the token for changes. */
function remember(session: Session): Session {
  setSessionEnded(false)
  if (own !== null && !isSamePerson(own, session)) return session
  own = session
  setCsrfToken(session.csrfToken)
  return session
}

import type { Caller, SignedIn } from '../caller.ts'
import { Problem } from '../problem.ts'

/** The session of a caller. Throws a 401 when there is none, as for a program with a key. */
export function requireSession(caller: Caller | null): SignedIn {
  if (caller?.signedIn != null) return caller.signedIn
  throw new Problem(
    'not_signed_in',
    'This call needs the cookie of a session, which POST /api/v1/session gives.',
  )
}

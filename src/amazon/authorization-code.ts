import type { Secret } from '../runtime/secret.ts'
import { AmazonError } from './errors.ts'
import { type LwaClient, toAmazonError } from './lwa-client.ts'

/**
 * Exchanges the code that came back from a consent for the seller's refresh token. `redirectUri` is the one of the
 * consent request. Null: Amazon refuses the code, which was used already, is older than five minutes, or belongs to
 * another application. A code works once: when Amazon's answer was lost, the seller has to agree again.
 *
 * Throws AmazonError (`application_refused`, `unavailable`). Source: Website Authorization Workflow.
 */
export async function exchangeCode(
  lwa: LwaClient,
  code: Secret,
  redirectUri: string,
): Promise<Secret | null> {
  const answer = await lwa.ask({
    grant_type: 'authorization_code',
    code: code.reveal(),
    redirect_uri: redirectUri,
  })
  if (answer.kind === 'grant_refused') return null
  if (answer.kind !== 'token') throw toAmazonError(answer)
  if (answer.refreshToken === null) {
    throw new AmazonError('unavailable', 'Login with Amazon answered a code without a refresh token', {
      httpStatus: 200,
    })
  }
  return answer.refreshToken
}

import type { Server } from 'node:net'
import type { ConsentApplication } from '../../domain/consent-url.ts'
import type { ApiContext } from '../context.ts'
import { Problem } from '../problem.ts'
import { publicUrlOf } from '../public-url.ts'
import type { AskAmazon } from './ask-amazon.ts'

export const callbackPath = '/api/v1/amazon/oauth/callback'

/** Everything that connecting by consent needs. Throws a 409 where it is not set up. */
export function requireConsent(
  { settings, askAmazon }: ApiContext,
  server: Server,
): { readonly application: ConsentApplication; readonly ask: AskAmazon; readonly secure: boolean } {
  const { consent, publicUrl } = settings
  if (consent == null || askAmazon == null || publicUrl === undefined) {
    throw new Problem(
      'consent_not_configured',
      'Set AMAZON_APPLICATION_ID and PUBLIC_URL, or connect with a refresh token.',
    )
  }
  const origin = publicUrlOf(server, publicUrl)
  return {
    application: { ...consent, redirectUri: `${origin}${callbackPath}` },
    ask: askAmazon,
    secure: origin.startsWith('https:'),
  }
}

import type { FastifyReply } from 'fastify'
import { type ProblemCode, problemCatalogue } from '../problem-catalogue.ts'

/** What a seller can do about it; of what is not here, trying again later is all there is. */
const advice: Partial<Record<ProblemCode, string>> = {
  consent_unknown: 'Start again from the page where you wanted to connect Amazon.',
  consent_used: 'If the account does not show as connected, start again.',
  consent_expired: 'There are 15 minutes for it. Start again.',
  consent_other_session: 'Start again, and finish in the same browser.',
  consent_declined: 'Start again and press Confirm on the page of Amazon.',
  consent_code_refused: "Amazon's code works once, for five minutes. Start again.",
  consent_other_region:
    'The account that you signed in with sells in another region. Start again and choose one of its marketplaces.',
  consent_other_seller: 'Sign in at Amazon with the account that you started with, or start again.',
  seller_connected_elsewhere: 'Ask the operator of this service.',
  amazon_unavailable: 'Amazon did not answer. Start again in a few minutes.',
  application_refused:
    'Amazon refuses the application. Tell the operator of this service; you did nothing wrong.',
}

/** The page that ends a consent where no dashboard is built. It says nothing about any tenant. */
export function sendConsentDonePage(reply: FastifyReply, problem: string | undefined): FastifyReply {
  const { title, text } = describe(problem)
  return reply
    .header(
      'content-security-policy',
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
    )
    .type('text/html; charset=utf-8')
    .send(page(title, text))
}

/** Only texts of ours: what is in the address chooses among them. */
function describe(code: string | undefined): { readonly title: string; readonly text: string } {
  if (code === undefined) {
    return {
      title: 'Amazon is connected',
      text: 'The first orders arrive within minutes. You can close this page.',
    }
  }
  if (!Object.hasOwn(problemCatalogue, code)) {
    return { title: 'Amazon is not connected', text: 'Start again in a few minutes.' }
  }
  const known = code as ProblemCode
  return { title: problemCatalogue[known].title, text: advice[known] ?? 'Start again in a few minutes.' }
}

function page(title: string, text: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>:root{color-scheme:light dark}body{font:18px/1.5 system-ui;max-width:36rem;margin:20vh auto 0;padding:0 1rem}</style>
<main><h1>${title}</h1><p>${text}</p></main></html>`
}

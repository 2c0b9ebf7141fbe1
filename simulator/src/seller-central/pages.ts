import type { Reply } from '../reply.ts'
import type { SimulatedSeller } from '../seller.ts'

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:3rem auto;padding:0 1rem}
.banner{border:2px dashed;padding:.5rem 1rem}label{display:block;margin:1.5rem 0 .5rem}select{font:inherit;max-width:100%}
button{font:inherit;padding:.5rem 1.5rem;margin:1.5rem 1rem 0 0}code{overflow-wrap:anywhere}`

/** Choices of the form that are not a seller's id. */
export const NEW_SELLERS = ['new-eu', 'new-na', 'new-fe'] as const

/** The page where a person chooses a seller account and agrees or declines. Its form posts back to `action`. */
export function consentPage(options: {
  action: string
  fields: URLSearchParams
  sellers: Iterable<SimulatedSeller>
  /** Preselected: a seller's id or name. */
  chosen: string | null
}): Reply {
  const hidden = [...options.fields]
    .filter(([name]) => name !== 'seller')
    .map(([name, value]) => `<input type="hidden" name="${toText(name)}" value="${toText(value)}">`)
  const choices = [...options.sellers].map(({ sellerId, name, region }) => {
    const isChosen = options.chosen === sellerId || options.chosen === name
    return `<option value="${toText(sellerId)}"${isChosen ? ' selected' : ''}>${toText(`${name} (${region.toUpperCase()}, ${sellerId})`)}</option>`
  })
  const made = NEW_SELLERS.map(
    (value) =>
      `<option value="${value}"${options.chosen === value ? ' selected' : ''}>A new seller (${value.slice(4).toUpperCase()})</option>`,
  )
  return page(
    200,
    'Authorize an application',
    `<p>An application wants to see the orders of a selling account, in all marketplaces of its region.</p>
<form method="post" action="${toText(options.action)}">${hidden.join('')}
<label for="seller">Selling account</label>
<select id="seller" name="seller">${choices.join('')}${made.join('')}</select>
<div><button name="decision" value="confirm">Confirm</button><button name="decision" value="decline">Cancel</button></div></form>`,
  )
}

export function errorPage(code: string | null, message: string): Reply {
  return page(
    400,
    code === null ? 'We cannot go on' : `Error ${code}`,
    `<p><code>${code ?? ''}</code> ${toText(message)}</p>`,
  )
}

/** What is shown after "Cancel": nothing is sent to the application. */
export function declinedPage(): Reply {
  return page(
    200,
    'Not authorized',
    '<p>The application was not authorized. Nothing was sent to it. You can close this page.</p>',
  )
}

function page(status: number, title: string, content: string): Reply {
  return {
    status,
    contentType: 'text/html; charset=utf-8',
    headers: { 'Referrer-Policy': 'no-referrer', 'Cache-Control': 'no-store' },
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${toText(title)} · Simulated Seller Central</title><style>${STYLE}</style>
<main><p class="banner"><strong>Simulated Amazon</strong>: this is not Seller Central, and no seller here is real.</p>
<h1>${toText(title)}</h1>${content}</main></html>`,
  }
}

function toText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)
}

import { isPublicAddress } from './public-address.ts'

/** What is wrong with the address of a webhook as far as its text tells, as a sentence, or null when nothing is. */
export function findUrlFault(text: string, allowPrivate: boolean): string | null {
  if (!URL.canParse(text)) return 'It is not a URL such as https://example.com/hooks.'
  const url = new URL(text)
  if (url.protocol !== 'https:' && !(allowPrivate && url.protocol === 'http:')) return 'It must use https.'
  if (url.username !== '' || url.password !== '')
    return 'It must hold no user name or password: verify the signature instead.'
  if (url.hash !== '') return 'It must hold no #fragment: that is never sent.'
  const port = Number(url.port || 443)
  if (!allowPrivate && port !== 443 && port < 1024) return 'Its port must be 443, or 1024 and above.'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isAddress = url.hostname.startsWith('[') || /^[\d.]+$/.test(host)
  if (!allowPrivate && isAddress && !isPublicAddress(host)) return 'Its address is not a public one.'
  if (!allowPrivate && !isAddress && !host.includes('.')) return 'Its host is not a public name.'
  return null
}

import { type Carrier, carriers } from './carriers.ts'

/** Each name with its carriers, the longest first: the first that fits is the one that says most. */
const byName: readonly (readonly [string, Carrier])[] = carriers
  .flatMap((carrier) => carrier.names.map((name) => [name, carrier] as const))
  .toSorted(([a], [b]) => b.length - a.length)

/**
 * A public https page that shows the parcel, or null when no page is known for the carrier or for a number of this
 * form. `carrier` is what Amazon tells, which is what the seller chose or typed.
 */
export function trackingUrl(carrier: string | undefined, trackingNumber: string | undefined): string | null {
  const number = trackingNumber?.replaceAll(/\s+/g, '') ?? ''
  const name = toWords(carrier ?? '')
  if (number === '' || name === '') return null
  const found = byName.find(
    ([start, { number: form }]) =>
      (name === start || name.startsWith(`${start} `)) && (form === undefined || form.test(number)),
  )
  return found === undefined ? null : found[1].page.replace('{}', () => encodeURIComponent(number))
}

/** "AMAZON_SHIPPING", "Colis Privé" and "Post-NL" as they stand in the table of carriers. */
function toWords(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{Diacritic}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

/** Where a carrier shows a parcel. `{}` stands for the number. Carriers by the start of the name that Amazon gives. */
const pages: readonly (readonly [RegExp, string])[] = [
  [/^dhl (e-?commerce|global mail)/i, 'https://webtrack.dhlecs.com/?trackingnumber={}'],
  [/^dhl/i, 'https://www.dhl.com/en/express/tracking.html?AWB={}&brand=DHL'],
  [/^ups\b/i, 'https://www.ups.com/track?tracknum={}'],
  [/^fedex/i, 'https://www.fedex.com/fedextrack/?trknbr={}'],
  [/^usps/i, 'https://tools.usps.com/go/TrackConfirmAction?tLabels={}'],
  [/^dpd/i, 'https://tracking.dpd.de/status/en_US/parcel/{}'],
  [/^gls/i, 'https://gls-group.com/EU/en/parcel-tracking?match={}'],
  [/^(hermes|evri)\b.*uk|^evri/i, 'https://www.evri.com/track/parcel/{}'],
  [/^(hermes|myhermes)/i, 'https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#{}'],
  [/^royal mail/i, 'https://www.royalmail.com/track-your-item#/tracking-results/{}'],
  [/^(colissimo|la poste|chronopost)/i, 'https://www.laposte.fr/outils/suivre-vos-envois?code={}'],
  [/^(post\s?nl)/i, 'https://postnl.nl/tracktrace/?B={}'],
  [/^(canada post)/i, 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={}'],
  [/^(australia post)/i, 'https://auspost.com.au/mypost/track/#/details/{}'],
]

/** A page that shows the parcel, or null when the carrier has none that is known. */
export function trackingUrl(carrier: string | undefined, trackingNumber: string | undefined): string | null {
  if (carrier === undefined || trackingNumber === undefined || trackingNumber.trim() === '') return null
  const page = pages.find(([name]) => name.test(carrier.trim()))
  return page === undefined ? null : page[1].replace('{}', encodeURIComponent(trackingNumber.trim()))
}

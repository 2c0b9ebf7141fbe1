/** Where a carrier shows a parcel to anybody who knows its number. */
export interface Carrier {
  /**
   * How Amazon and sellers write the carrier: lower case, words apart by one space, no accents, no punctuation. A name
   * matches that is one of these or begins with one; of several the longest wins, so that "dpd uk" goes before "dpd".
   */
  readonly names: readonly string[]
  /** The page, always https. `{}` stands for the number. */
  readonly page: string
  /** Only for numbers of this form, where the page knows no other. Spaces are taken out before it is tried. */
  readonly number?: RegExp
}

/**
 * One line for each carrier whose public page takes the number in its address. A carrier that asks for more (a
 * postcode, a form to fill in) is left out: a link that shows nothing is worse than none.
 */
export const carriers: readonly Carrier[] = [
  // International
  { names: ['dhl', 'dhl express'], page: 'https://www.dhl.com/global-en/home/tracking.html?tracking-id={}' },
  {
    names: ['dhl ecommerce', 'dhl e commerce', 'dhl global mail', 'dhl smartmail'],
    page: 'https://webtrack.dhlecs.com/?trackingnumber={}',
  },
  { names: ['ups', 'united parcel service'], page: 'https://www.ups.com/track?tracknum={}' },
  { names: ['fedex', 'federal express'], page: 'https://www.fedex.com/fedextrack/?trknbr={}' },
  {
    names: ['tnt'],
    page: 'https://www.tnt.com/express/en_gb/site/shipping-tools/tracking.html?searchType=con&cons={}',
  },
  { names: ['aramex'], page: 'https://www.aramex.com/us/en/track/results?ShipmentNumber={}' },
  { names: ['asendia'], page: 'https://tracking.asendia.com/tracking/{}' },
  {
    names: ['amazon', 'amzl', 'amzn', 'swa', 'amazon shipping', 'amazon logistics'],
    page: 'https://track.amazon.com/tracking/{}',
  },
  {
    names: ['amazon shipping uk', 'amazon logistics uk', 'amzn uk', 'amzn gb'],
    page: 'https://track.amazon.co.uk/tracking/{}',
  },
  {
    names: ['amazon shipping fr', 'amazon shipping france', 'amzn fr'],
    page: 'https://track.amazon.fr/tracking/{}',
  },

  // Germany, Austria, Switzerland
  {
    names: ['dhl paket', 'dhl parcel de', 'dhl germany', 'dhl de', 'dhl home delivery'],
    page: 'https://www.dhl.de/de/privatkunden/pakete-empfangen/verfolgen.html?piececode={}',
  },
  {
    names: ['deutsche post'],
    page: 'https://www.deutschepost.de/de/s/sendungsverfolgung.html?piececode={}',
  },
  { names: ['dpd', 'dpd de', 'dpd germany'], page: 'https://tracking.dpd.de/status/en_US/parcel/{}' },
  {
    names: ['gls', 'general logistics systems'],
    page: 'https://gls-group.com/EU/en/parcel-tracking?match={}',
  },
  {
    names: ['hermes', 'hermes logistik', 'myhermes de'],
    page: 'https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#{}',
  },
  {
    names: ['osterreichische post', 'oesterreichische post', 'austrian post', 'post at'],
    page: 'https://www.post.at/sv/sendungsdetails?snr={}',
  },
  {
    names: ['swiss post', 'schweizerische post', 'die schweizerische post', 'la poste suisse', 'swisspost'],
    page: 'https://service.post.ch/ekp-web/ui/entry/search/{}',
  },

  // United Kingdom and Ireland
  { names: ['royal mail'], page: 'https://www.royalmail.com/track-your-item#/tracking-results/{}' },
  { names: ['parcelforce'], page: 'https://www.parcelforce.com/track-trace?trackNumber={}' },
  { names: ['evri', 'hermes uk', 'myhermes'], page: 'https://www.evri.com/track/parcel/{}' },
  { names: ['yodel'], page: 'https://www.yodel.co.uk/tracking/{}' },
  { names: ['dpd uk', 'dpd local', 'dpd gb'], page: 'https://track.dpd.co.uk/search?reference={}' },
  { names: ['an post'], page: 'https://www.anpost.com/Post-Parcels/Track/History?item={}' },

  // France, Belgium, Netherlands
  {
    names: ['la poste', 'laposte', 'colissimo', 'lettre suivie'],
    page: 'https://www.laposte.fr/outils/suivre-vos-envois?code={}',
  },
  {
    names: ['chronopost'],
    page: 'https://www.chronopost.fr/tracking-no-cms/suivi-page?listeNumerosLT={}',
  },
  { names: ['mondial relay'], page: 'https://www.mondialrelay.fr/suivi-de-colis?numeroExpedition={}' },
  {
    names: ['colis prive', 'colisprive'],
    page: 'https://www.colisprive.com/moncolis/pages/detailColis.aspx?numColis={}',
  },
  { names: ['dpd fr', 'dpd france', 'exapaq'], page: 'https://trace.dpd.fr/fr/trace/{}' },
  { names: ['bpost', 'b post'], page: 'https://track.bpost.cloud/btr/web/#/search?itemCode={}' },
  { names: ['postnl', 'post nl'], page: 'https://postnl.nl/tracktrace/?B={}' },

  // Italy, Spain
  {
    names: ['poste italiane', 'crono'],
    page: 'https://www.poste.it/cerca/index.html#/risultati-spedizioni/{}',
  },
  {
    names: ['sda'],
    page: 'https://www.sda.it/wps/portal/Servizi_online/dettaglio-spedizione?locale=it&tracing.letteraVettura={}',
  },
  {
    names: ['brt', 'bartolini'],
    page: 'https://vas.brt.it/vas/sped_det_show.hsm?referer=sped_numspe_par.htm&Nspediz={}',
    number: /^\d{12}$/,
  },
  {
    names: ['brt', 'bartolini'],
    page: 'https://vas.brt.it/vas/sped_det_show.hsm?referer=sped_numspe_par.htm&ChiSono={}',
    number: /^\d{14,19}$/,
  },
  {
    names: ['correos'],
    page: 'https://www.correos.es/es/es/herramientas/localizador/envios/detalle?tracking-number={}',
  },
  { names: ['seur'], page: 'https://www.seur.com/livetracking/?segOnlineIdentificador={}' },
  {
    names: ['mrw'],
    page: 'https://www.mrw.es/seguimiento_envios/MRW_historico_nacional.asp?enviament={}',
  },

  // Northern and eastern Europe
  { names: ['postnord', 'post nord'], page: 'https://tracking.postnord.com/en/?id={}' },
  { names: ['bring', 'posten'], page: 'https://tracking.bring.com/tracking/{}' },
  { names: ['inpost'], page: 'https://inpost.pl/sledzenie-przesylek?number={}', number: /^\d{24}$/ },
  { names: ['poczta polska', 'pocztex'], page: 'https://emonitoring.poczta-polska.pl/?numer={}' },
  { names: ['dpd pl', 'dpd polska'], page: 'https://tracktrace.dpd.com.pl/parcelDetails?typ=1&p1={}' },
  { names: ['packeta', 'zasilkovna'], page: 'https://tracking.packeta.com/en/?id={}' },

  // America
  {
    names: ['usps', 'united states postal service', 'us postal service'],
    page: 'https://tools.usps.com/go/TrackConfirmAction?tLabels={}',
  },
  { names: ['ontrac'], page: 'https://www.ontrac.com/tracking/?number={}' },
  { names: ['lasership', 'laser ship'], page: 'https://www.lasership.com/track/{}' },
  {
    names: ['canada post', 'postes canada'],
    page: 'https://www.canadapost-postescanada.ca/track-reperage/en#/search?searchFor={}',
  },
  { names: ['purolator'], page: 'https://www.purolator.com/en/shipping/tracker?pin={}' },

  // Asia and Oceania
  { names: ['australia post', 'auspost'], page: 'https://auspost.com.au/mypost/track/#/details/{}' },
  { names: ['new zealand post', 'nz post'], page: 'https://www.nzpost.co.nz/tools/tracking?trackid={}' },
  {
    names: ['japan post', 'yu pack', 'yu packet'],
    page: 'https://trackings.post.japanpost.jp/services/srv/search/direct?reqCodeNo1={}&locale=en',
  },
  {
    names: ['yamato', 'kuroneko yamato', 'kuroneko'],
    page: 'https://member.kms.kuronekoyamato.co.jp/parcel/detail?pno={}',
  },
  { names: ['sagawa'], page: 'https://k2k.sagawa-exp.co.jp/p/web/okurijosearch.do?okurijoNo={}' },
  { names: ['yunexpress', 'yun express'], page: 'https://www.yuntrack.com/parcelTracking?id={}' },
  { names: ['4px'], page: 'https://track.4px.com/#/result/0/{}' },
  { names: ['cainiao'], page: 'https://global.cainiao.com/newDetail.htm?mailNoList={}' },
  { names: ['delhivery'], page: 'https://www.delhivery.com/track/package/{}' },
]

/** Invented people, places and goods. Nobody in here exists. */
export interface Locale {
  names: readonly string[]
  streets: readonly string[]
  /** City, postal code, region. */
  cities: readonly (readonly [string, string, string])[]
  carriers: readonly (readonly [string, string])[]
}

const german: Locale = {
  names: ['Jörg Müßig', 'Anneliese Sägebrecht', 'Mehmet Çiçek', 'Käthe von der Öhe', 'Ole Petersen-Groß'],
  streets: ['Große Bäckerstraße', 'Am Mühlenbach', 'Straße des Friedens', 'Lindenallee', 'Fürstenwall'],
  cities: [
    ['Köln', '50667', 'Nordrhein-Westfalen'],
    ['München', '80331', 'Bayern'],
    ['Lüneburg', '21335', 'Niedersachsen'],
    ['Görlitz', '02826', ''],
  ],
  carriers: [
    ['DHL', 'DHL Paket'],
    ['DPD', 'DPD Classic'],
    ['Hermes', 'Hermes Päckchen'],
    ['GLS', 'BusinessParcel'],
  ],
}

const french: Locale = {
  names: ['Éloïse Lefèvre', 'Jean-François Béranger', 'Zoë Garçon', "Maëlle d'Aubigné", 'Noël Ménard'],
  streets: ["rue de l'Église", 'avenue du Général-Leclerc', 'impasse des Cerisiers', 'boulevard Voltaire'],
  cities: [
    ['Orléans', '45000', 'Centre-Val de Loire'],
    ['Saint-Étienne', '42000', ''],
    ['Nîmes', '30000', 'Occitanie'],
  ],
  carriers: [
    ['Colissimo', 'Domicile sans signature'],
    ['Chronopost', 'Chrono 13'],
    ['Mondial Relay', 'Point Relais'],
  ],
}

const italian: Locale = {
  names: ["Niccolò D'Angelo", 'Giosuè Però', 'Maria Libertà Conti', 'Pasquale Lo Cicero'],
  streets: ['Via della Libertà', 'Corso Vittorio Emanuele II', "Piazza dell'Unità", 'Vicolo Stretto'],
  cities: [
    ["L'Aquila", '67100', 'AQ'],
    ['Forlì', '47121', 'FC'],
    ['Milano', '20121', 'MI'],
  ],
  carriers: [
    ['BRT', 'Express'],
    ['Poste Italiane', 'Crono'],
  ],
}

const spanish: Locale = {
  names: ['Íñigo Núñez', 'María Ángeles Peña', 'José Ramón Güell', 'Begoña Ibáñez'],
  streets: ['Calle de la Niña', 'Paseo de Gracia', 'Avenida de la Constitución', 'Plaza Mayor'],
  cities: [
    ['A Coruña', '15001', 'A Coruña'],
    ['Logroño', '26001', 'La Rioja'],
    ['Málaga', '29001', ''],
  ],
  carriers: [
    ['SEUR', 'SEUR 24'],
    ['Correos Express', 'Paq 24'],
  ],
}

const english: Locale = {
  names: ["Siobhán O'Hara", 'Grace Van Der Berg', 'Tyrone "Ty" Walker', 'Ana-María López', 'Wei Zhang'],
  streets: ['Elm Street', "King's Road", 'Old Mill Lane', '5th Avenue', 'Market Square'],
  cities: [
    ['Springfield', '62701', 'IL'],
    ['Portsmouth', 'PO1 2EG', ''],
    ['St. Catharines', 'L2R 3H6', 'ON'],
    ['Wagga Wagga', '2650', 'NSW'],
  ],
  carriers: [
    ['UPS', 'UPS Ground'],
    ['FedEx', 'FedEx Home Delivery'],
    ['USPS', 'Priority Mail'],
    ['Royal Mail', 'Tracked 48'],
  ],
}

const japanese: Locale = {
  names: ['山田 太郎', '佐藤 花子', '髙橋 健一', '渡邉 さくら'],
  streets: ['神南1丁目', '本町2丁目', '中央3丁目'],
  cities: [
    ['渋谷区', '150-0041', '東京都'],
    ['大阪市中央区', '541-0053', '大阪府'],
    ['札幌市', '060-0001', '北海道'],
  ],
  carriers: [
    ['ヤマト運輸', '宅急便'],
    ['佐川急便', '飛脚宅配便'],
    ['日本郵便', 'ゆうパック'],
  ],
}

const LOCALES: Readonly<Record<string, Locale>> = {
  DE: german,
  FR: french,
  BE: french,
  IT: italian,
  ES: spanish,
  MX: spanish,
  JP: japanese,
}

export function localeOf(countryCode: string): Locale {
  return LOCALES[countryCode] ?? english
}

export const TITLES: readonly string[] = [
  'Bilderrahmen 12" x 8" "Klassik", Buche geölt',
  'Übergroße Hängematte für 2 Personen – 300 × 200 cm',
  'Café-Tassen "Crème" 6er-Set, spülmaschinenfest',
  'Chaise longue d\'extérieur, toile "été" & coussin',
  'Stainless Steel Water Bottle 1L | Leak-Proof | BPA Free',
  'Lámpara de mesa LED 5\'5", regulable <3 niveles>',
  'Schraubendreher-Satz 32-tlg. (PH/PZ/TX) mit Ratsche 1/4"',
  'Macchina per il caffè – pressione 15 bar, 1,2 l',
  'Garden Hose Connector 3/4" to 1/2", Brass; 2 Pack',
  'LED ストリップライト 5m 防水 リモコン付き',
  'Kinderfahrrad 16" Größe S\tblau/grün',
  'Bücherregal \\ Raumteiler, 5 Fächer, weiß',
  'T-Shirt 100% coton bio, col en V, taille L/G',
  'Hundebett XXL "Bärenhöhle" 120 × 90 cm, waschbar, mit herausnehmbarem Innenkissen, rutschfester Unterseite und extra hohem Rand für große und ältere Hunde',
]

export const CANCEL_REASONS: readonly string[] = [
  'NO_INVENTORY',
  'BUYER_CANCELED',
  'Buyer requested cancellation',
  'PAYMENT_FAILED',
  'SHIPPING_ADDRESS_UNDELIVERABLE',
]

export interface Money {
  readonly amount: string
  readonly currency: string
}

/** Dates, numbers and money as people of one locale write them. Times are shown in the browser's time zone. */
export interface Format {
  readonly locale: string
  /** `3 Mar`; with the year where it is not this one. */
  date(instant: string): string
  /** A calendar day (`2026-03-03`), the same in every time zone. */
  day(day: string): string
  /** `3 Mar, 14:05`; with the year where it is not this one. */
  dateTime(instant: string): string
  /**
   * The last moment of something: its day alone when it ends with that day here, else with the time, `3 Dec, 00:59`, which is
   * where it may be broken.
   */
  deadline(instant: string): string
  /** `3 Mar 2026, 14:05:09`: where several fall into one minute. */
  moment(instant: string): string
  /** To the second, with the time zone: for titles and audits. */
  exact(instant: string): string
  /** `5 minutes ago`, `in 2 days` */
  relative(instant: string, now?: Date): string
  /** `< 1 sec`, `45 sec`, `12 min`, `3 h 20 min`, `12 days`: the largest unit, with the next one below ten of it. */
  duration(ms: number): string
  /** The same in as few letters as can be: `5m`, `1d`. */
  shortDuration(ms: number): string
  number(value: number): string
  /** The exact decimal, never through a float. */
  money(money: Money): string
  /** 0 to 1 as per cent, rounded down: 100 is all of it, and nothing less. */
  percent(share: number): string
  country(code: string): string
}

const noBreak = '\u00a0'

const cache = new Map<string, Format>()

export function formatOf(locale: string): Format {
  const known = cache.get(locale) ?? createFormat(locale)
  cache.set(locale, known)
  return known
}

function createFormat(locale: string): Format {
  const day = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }))
  const dayOfYear = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' }))
  const utcDay = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }))
  const clock = { hour: '2-digit', minute: '2-digit' } as const
  const thisYear = once(() => new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', ...clock }))
  const otherYear = once(
    () =>
      new Intl.DateTimeFormat(locale, {
        day: 'numeric',
        month: 'short',
        year: 'numeric',
        ...clock,
      }),
  )
  const moment = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' }))
  const exact = once(() => new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeStyle: 'long' }))
  const relative = once(() => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }))
  const units = once(() => unitsOf(locale, 'short'))
  const shortUnits = once(() => unitsOf(locale, 'narrow'))
  const decimal = once(() => new Intl.NumberFormat(locale))
  const whole = { maximumFractionDigits: 0, roundingMode: 'floor' } as const
  const percent = once(() => new Intl.NumberFormat(locale, { style: 'percent', ...whole }))
  const regions = once(() => new Intl.DisplayNames(locale, { type: 'region' }))
  const currencies = new Map<string, Intl.NumberFormat | null>()

  const date = (instant: string): string => {
    const at = new Date(instant)
    return (isThisYear(at) ? dayOfYear : day)().format(at)
  }
  const dateTime = (instant: string): string => {
    const at = new Date(instant)
    return (isThisYear(at) ? thisYear : otherYear)().format(at)
  }

  return {
    locale,
    date,
    day: (text) => utcDay().format(new Date(`${text}T00:00:00Z`)),
    dateTime,
    deadline: (instant) =>
      endsItsDay(new Date(instant))
        ? date(instant).replaceAll(' ', noBreak)
        : dateTime(instant).replaceAll(/ (?=.* )/g, noBreak),
    moment: (instant) => moment().format(new Date(instant)),
    exact: (instant) => exact().format(new Date(instant)),
    relative: (instant, now = new Date()) => {
      const { value, unit } = inLargestUnit(new Date(instant).getTime() - now.getTime())
      return relative().format(value, unit)
    },
    duration: (ms) => writeDuration(units(), ms),
    shortDuration: (ms) => writeDuration(shortUnits(), ms),
    number: (value) => decimal().format(value),
    money: ({ amount, currency }) => {
      const known = currencies.has(currency) ? currencies.get(currency) : currencyFormat(locale, currency)
      currencies.set(currency, known ?? null)
      // Intl takes a decimal as text and keeps every digit; its type only knows literals.
      return known ? known.format(amount as `${number}`) : `${amount} ${currency}`
    },
    percent: (share) => percent().format(share),
    country: (code) => regions().of(code) ?? code,
  }
}

/** Made when it is first wanted: to know how a language writes something takes long, and a page writes few things. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

type Units = readonly (readonly [number, Intl.NumberFormat])[]

function unitsOf(locale: string, unitDisplay: 'short' | 'narrow'): Units {
  const unit = (name: string) => new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay })
  return [
    [86_400_000, unit('day')],
    [3_600_000, unit('hour')],
    [60_000, unit('minute')],
    [1000, unit('second')],
  ]
}

function writeDuration(units: Units, ms: number): string {
  if (ms > 0 && ms < 1000) return `< ${units.at(-1)?.[1].format(1)}`
  const place = units.findIndex(([size]) => ms >= size)
  const index = place === -1 ? units.length - 1 : place
  const [size, unit] = units[index] ?? [1000, null]
  const whole = Math.floor(ms / size)
  const [smaller, smallerUnit] = units[index + 1] ?? [0, null]
  const rest = smaller === 0 ? 0 : Math.floor((ms - whole * size) / smaller)
  const text = unit?.format(whole) ?? String(whole)
  // Seconds beside minutes only make it flicker.
  if (smaller < 60_000 || whole >= 10 || rest === 0) return text
  return `${text} ${smallerUnit?.format(rest)}`
}

function isThisYear(at: Date): boolean {
  return at.getFullYear() === new Date().getFullYear()
}

/** Amazon's deadlines are the last second of a day of the marketplace: at a seller elsewhere they may end in the small hours. */
function endsItsDay(at: Date): boolean {
  return at.getHours() === 23 && at.getMinutes() === 59
}

/** Null for a currency that is no ISO code: Amazon may send one. */
function currencyFormat(locale: string, currency: string): Intl.NumberFormat | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null
  return new Intl.NumberFormat(locale, { style: 'currency', currency })
}

/** Each unit, and how many of it are one of the next. */
const units = [
  ['second', 1000, 60],
  ['minute', 60_000, 60],
  ['hour', 3_600_000, 24],
  ['day', 86_400_000, 30],
  ['month', 30 * 86_400_000, 12],
  ['year', 365 * 86_400_000, Number.POSITIVE_INFINITY],
] as const

/** Rounded before the unit is chosen: 59 minutes and 40 seconds are an hour, not 60 minutes. */
function inLargestUnit(ms: number): { value: number; unit: Intl.RelativeTimeFormatUnit } {
  const fitting = units.find(([, size, most]) => Math.abs(Math.round(ms / size)) < most)
  const [unit, size] = fitting ?? units[0]
  return { value: Math.round(ms / size), unit }
}

import { type Static, Type } from 'typebox'
import { Value } from 'typebox/value'

/** The languages of the dashboard (web/src/i18n). */
const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** What a page looks like depends on this of a browser: web/src/rendered/browser-state.ts tells it, in a cookie. */
const BrowserState = Type.Object(
  {
    language: Type.Enum(languages),
    languages: Type.Array(Type.String({ maxLength: 40 }), { minItems: 1, maxItems: 20 }),
    timeZone: Type.String({ pattern: '^[\\w+/-]{1,60}$' }),
    width: Type.Integer({ minimum: 1, maximum: 20_000 }),
    height: Type.Integer({ minimum: 1, maximum: 20_000 }),
    colorScheme: Type.Union([Type.Literal('light'), Type.Literal('dark')]),
    kept: Type.Record(Type.String({ maxLength: 60 }), Type.String({ maxLength: 2000 })),
  },
  { additionalProperties: false },
)

export type BrowserState = Static<typeof BrowserState>

/** What a page for a stranger is rendered with: it shows nothing that depends on more than the language. */
export function strangersBrowser(acceptLanguage: string | undefined): BrowserState {
  const language = languageOf(acceptLanguage)
  const size = { width: 1280, height: 800 }
  return { language, languages: [language], timeZone: 'UTC', ...size, colorScheme: 'light', kept: {} }
}

/** The first that there is of the languages of an `Accept-Language`; browsers name the dearest first. */
function languageOf(acceptLanguage = ''): Language {
  for (const tag of acceptLanguage.toLowerCase().split(',')) {
    const known = languages.find((language) => tag.trim().split(/[-;]/)[0] === language)
    if (known !== undefined) return known
  }
  return 'en'
}

/** Null for a browser that told nothing, or nothing that can be read. */
export function readBrowserState(cookie: string | undefined): BrowserState | null {
  if (cookie === undefined) return null
  try {
    const state: unknown = JSON.parse(cookie)
    return Value.Check(BrowserState, state) && isTimeZone(state.timeZone) ? state : null
  } catch {
    return null
  }
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

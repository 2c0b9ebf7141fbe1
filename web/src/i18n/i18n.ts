import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { messages } from './en/index.ts'
import { formatOf } from './format.ts'

export const languages = ['en', 'fr'] as const
export type Language = (typeof languages)[number]

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', fr: 'Français' }

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: typeof messages
  }
}

const storageKey = 'ordersync-language'

const loaders: Readonly<Record<Language, () => Promise<{ messages: object }>>> = {
  en: () => import('./en/index.ts'),
  fr: () => import('./fr/index.ts'),
}

/** Starts with the language that was chosen here, else with the browser's. Only that language is loaded. */
export async function startI18n(): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: 'cimode',
    resources: {},
    defaultNS: 'common',
    interpolation: { escapeValue: false },
  })
  // As everywhere else in the dashboard, and made once: i18next makes one anew for every number.
  i18next.services.formatter?.add('number', (value, language) =>
    formatOf(localeOf(language ?? 'en', navigator.languages)).number(value),
  )
  await speak(readChoice() ?? preferredLanguage(navigator.languages))
}

/** Changes the language and remembers the choice in this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(storageKey, language)
  await speak(language)
}

/** The first of the browser's languages that there is here; English when there is none. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const known = languages.find((language) => tag.toLowerCase().split('-')[0] === language)
    if (known !== undefined) return known
  }
  return 'en'
}

/**
 * The browser's own variant of a language (`fr-CA` for `fr`), else the language itself. A browser started under the
 * POSIX locale calls its language `en-US@posix`: no BCP 47 tag, and a RangeError wherever `Intl` is given it.
 */
export function localeOf(language: string, wanted: readonly string[]): string {
  return wanted.find((tag) => tag.split('-')[0] === language && isLanguageTag(tag)) ?? language
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}

async function speak(language: Language): Promise<void> {
  const { messages } = await loaders[language]()
  for (const [namespace, texts] of Object.entries(messages)) {
    i18next.addResourceBundle(language, namespace, texts)
  }
  await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

function readChoice(): Language | null {
  const stored = localStorage.getItem(storageKey)
  return languages.find((language) => language === stored) ?? null
}

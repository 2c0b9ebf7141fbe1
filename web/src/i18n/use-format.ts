import { useTranslation } from 'react-i18next'
import { type Format, formatOf } from './format.ts'
import { localeOf } from './i18n.ts'

const formats = new Map<string, Format>()

/** How to write dates, numbers and money: the browser's own variant of the language that is spoken (`fr-CA`). */
export function useFormat(): Format {
  const { language } = useTranslation().i18n
  const format = formats.get(language) ?? formatOf(localeOf(language, navigator.languages))
  formats.set(language, format)
  return format
}

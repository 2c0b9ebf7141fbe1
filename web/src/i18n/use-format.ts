import { useTranslation } from 'react-i18next'
import { type Format, formatOf } from './format.ts'

/** How to write dates, numbers and money: the browser's own variant of the language that is spoken (`fr-CA`). */
export function useFormat(): Format {
  const { i18n } = useTranslation()
  const variant = navigator.languages.find((tag) => tag.split('-')[0] === i18n.language)
  return formatOf(variant ?? i18n.language)
}

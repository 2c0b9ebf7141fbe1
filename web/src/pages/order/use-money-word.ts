import { useTranslation } from 'react-i18next'
import type { messages } from '../../i18n/en/index.ts'

type MoneyWord = keyof typeof messages.orders.money

/** Amazon's word for a part of the total in the reader's language; one without a text here as it came. */
export function useMoneyWord(): (type: string) => string {
  const { t } = useTranslation('orders')
  return (type) => t(`money.${type as MoneyWord}`, { defaultValue: type })
}

import { useTranslation } from 'react-i18next'
import type { messages } from '../../i18n/en/index.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { FieldName, TimelineLine } from './timeline-entries.ts'
import { usePackageWord } from './use-package-word.ts'

/** Puts what happened to an order into words: `Status: Unshipped → Shipped`. */
export function useTimelineText(): (line: TimelineLine) => string {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const packageWord = usePackageWord()

  /** The value of a field as people read it; a word that is not known here as it came. */
  function word(field: FieldName, value: string): string {
    if (field === 'orderStatus') {
      return t(`status.${value as keyof typeof messages.orders.status}`, { defaultValue: value })
    }
    if (field === 'shipByLatest' || field === 'deliverByLatest') return format.date(value)
    if (field === 'fulfilledBy' && (value === 'AMAZON' || value === 'MERCHANT'))
      return t(`fulfilledBy.${value}`)
    return value
  }

  function change(label: string, before: string | null, after: string): string {
    return before === null ? t('event.set', { label, after }) : t('event.change', { label, before, after })
  }

  return (line) => {
    switch (line.kind) {
      case 'created':
      case 'detail':
      case 'nothing':
        return t(`event.${line.kind}`)
      case 'field':
        return change(
          t(`event.${line.field}`),
          line.before === null ? null : word(line.field, line.before),
          word(line.field, line.after),
        )
      case 'money':
        return change(
          t('event.total'),
          line.before === null ? null : format.money(line.before),
          format.money(line.after),
        )
      case 'itemAdded':
      case 'itemRemoved':
        return t(`event.${line.kind}`, { id: line.id })
      case 'itemQuantity':
      case 'itemFulfilled':
        return change(
          t(`event.${line.kind}`, { id: line.id }),
          line.before === null ? null : format.number(line.before),
          format.number(line.after),
        )
      case 'packageAdded':
      case 'packageRemoved':
        return t(`event.${line.kind}`, { carrier: line.carrier, number: line.number })
      case 'packageStatus':
        return change(
          t('event.packageStatus', { number: line.number }),
          line.before === null ? null : packageWord(line.before),
          packageWord(line.after),
        )
      case 'packageChanged':
        return change(t('event.packageChanged', { reference: line.reference }), line.before, line.after)
    }
  }
}

import { useTranslation } from 'react-i18next'
import type { messages } from '../../i18n/en/index.ts'
import { useFormat } from '../../i18n/use-format.ts'
import type { FieldName, ItemField, PackageField, TimelineLine, Value } from './timeline-entries.ts'
import { usePackageWord } from './use-package-word.ts'

type AnyField = FieldName | ItemField | PackageField

const days: ReadonlySet<AnyField> = new Set([
  'shipByEarliest',
  'shipByLatest',
  'deliverByEarliest',
  'deliverByLatest',
] as const)
const instants: ReadonlySet<AnyField> = new Set(['orderDate', 'createdAt', 'shippedAt'] as const)

/** Puts what happened to an order into words: `Status: Unshipped → Shipped`. */
export function useTimelineText(): (line: TimelineLine) => string {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const packageWord = usePackageWord()

  /** The value of a field as people read it; a word that is not known here as it came. */
  function word(field: AnyField, value: Value): string {
    if (typeof value === 'number') return format.number(value)
    if (typeof value === 'object') return format.money(value)
    if (days.has(field)) return format.date(value)
    if (instants.has(field)) return format.dateTime(value)
    if (field === 'status' || field === 'detailedStatus') return packageWord(value)
    if (field === 'orderStatus') {
      return t(`status.${value as keyof typeof messages.orders.status}`, { defaultValue: value })
    }
    if (field === 'fulfilledBy' && (value === 'AMAZON' || value === 'MERCHANT'))
      return t(`fulfilledBy.${value}`)
    return value
  }

  function change(label: string, before: string | null, after: string): string {
    return before === null || before === ''
      ? t('event.set', { label, after })
      : t('event.change', { label, before, after })
  }

  function fieldChange(
    label: string,
    { field, before, after }: { field: AnyField; before: Value | null; after: Value },
  ): string {
    return change(label, before === null ? null : word(field, before), word(field, after))
  }

  return (line) => {
    switch (line.kind) {
      case 'created':
      case 'detail':
      case 'nothing':
        return t(`event.${line.kind}`)
      case 'field':
        return fieldChange(t(`event.${line.field}`), line)
      case 'item':
        return fieldChange(t('event.item', { id: line.id, what: t(`event.ofItem.${line.field}`) }), line)
      case 'itemAdded':
      case 'itemRemoved':
        return t(`event.${line.kind}`, { id: line.id })
      case 'package':
        return fieldChange(
          t('event.package', { number: line.number, what: t(`event.ofPackage.${line.field}`) }),
          line,
        )
      case 'packageAdded':
      case 'packageRemoved':
        return t(`event.${line.kind}`, { carrier: line.carrier, number: line.number })
      case 'packageChanged':
        return change(t('event.packageChanged', { reference: line.reference }), line.before, line.after)
    }
  }
}

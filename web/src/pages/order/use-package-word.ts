import { useTranslation } from 'react-i18next'
import type { messages } from '../../i18n/en/index.ts'

type PackageWord = keyof typeof messages.orders.packageStatus

/** A package's status in the reader's language; one without a text here in Amazon's own word. */
export function usePackageWord(): (status: string) => string {
  const { t } = useTranslation('orders')
  return (status) => t(`packageStatus.${status as PackageWord}`, { defaultValue: status })
}

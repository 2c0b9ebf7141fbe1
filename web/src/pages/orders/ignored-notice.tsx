import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { Notice } from '../../ui/notice.tsx'
import type { OrdersSearchState } from './use-orders-search.ts'

/** Names what an edited address holds that makes no sense, except a search that is still being typed. */
export function IgnoredNotice({ search }: { readonly search: OrdersSearchState }) {
  const { t } = useTranslation('orders')
  const { locale } = useFormat()
  const ignored = search.ignored.filter((name) => name !== 'q')
  if (ignored.length === 0) return null
  const names = ignored.map((name) =>
    t('filter.named', { name: t(`filter.names.${name}`), value: search.search[name] ?? '' }),
  )
  return (
    <Notice
      tone="info"
      action={
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() => void search.change(Object.fromEntries(ignored.map((name) => [name, undefined])))}
        >
          {t('filter.ignoredClear')}
        </Button>
      }
    >
      {t('filter.ignored', { names: new Intl.ListFormat(locale).format(names) })}
    </Notice>
  )
}

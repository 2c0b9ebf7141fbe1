import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api/server-clock.ts'
import type { TenantStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { freshnessOf } from '../../sync/freshness.ts'
import classes from './freshness.module.css'

interface FreshnessProps {
  readonly total: number | undefined
  readonly status: TenantStatus | undefined
}

/** How many orders there are, and how fresh they are. */
export function Freshness({ total, status }: FreshnessProps) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  if (status === undefined || total === undefined) return <span>&nbsp;</span>
  const { syncState } = status
  return (
    <span className={classes.line}>
      <span>{t('count', { count: total })}</span>
      <span className={classes.dot} data-health={freshnessOf(status)} aria-hidden />
      <span>{describe()}</span>
    </span>
  )

  function describe(): string {
    if (syncState?.running) return t('syncing')
    const at = syncState?.lastSuccessAt
    return at == null ? t('neverSynced') : t('synced', { ago: format.relative(at, new Date(serverNow())) })
  }
}

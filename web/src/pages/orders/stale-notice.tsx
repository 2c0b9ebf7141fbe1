import { useTranslation } from 'react-i18next'
import { browserNow } from '../../api/server-clock.ts'
import type { TenantStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { freshnessOf } from '../../sync/freshness.ts'
import { useNextStep } from '../../sync/use-next-step.ts'
import { Notice } from '../../ui/notice.tsx'

/** Why the orders on the screen are old or will be; nothing while all is well. */
export function StaleNotice({ status }: { readonly status: TenantStatus }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const nextStep = useNextStep()
  const { health, syncState } = status
  const now = browserNow() + status.clockAheadMs
  const step = nextStep(status, now)
  switch (freshnessOf(status)) {
    case 'paused':
      return <Notice tone="info">{step}</Notice>
    case 'late':
      return (
        <Notice tone="warn" title={lateTitle()}>
          {health.cause === 'overdue' && step}
        </Notice>
      )
    case 'failing':
      return (
        <Notice tone="bad" title={t('stale.failing')}>
          {step}
        </Notice>
      )
    case 'action_required':
      // A consent that is about to end still works.
      if (health.cause === 'consent_ends') return <Notice tone="warn">{step}</Notice>
      return (
        <Notice tone="bad" title={t('stale.action_required')}>
          {step}
        </Notice>
      )
    default:
      return null
  }

  function lateTitle(): string {
    const lastSuccessAt = syncState?.lastSuccessAt
    return lastSuccessAt == null
      ? t('stale.lateNever')
      : t('stale.late', { ago: format.relative(lastSuccessAt, new Date(now)) })
  }
}

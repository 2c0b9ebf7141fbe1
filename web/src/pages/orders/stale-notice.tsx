import { useTranslation } from 'react-i18next'
import type { TenantStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useReasonText } from '../../i18n/use-problem-text.ts'
import { Notice } from '../../ui/notice.tsx'

/** Why the orders on the screen may be old; nothing while all is well. */
export function StaleNotice({ status }: { readonly status: TenantStatus }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const reasonText = useReasonText()
  const { health, syncState } = status
  if (['ok', 'renewal_due', 'never_synced'].includes(health.state)) return null

  const lastSuccessAt = syncState?.lastSuccessAt
  const code = syncState?.lastReasonCode ?? (status.hasRefreshToken ? 'UNKNOWN_ERROR' : 'TOKEN_MISSING')
  const reason = health.state === 'late' ? null : reasonText(code, health.message)
  return (
    <Notice tone={health.state === 'late' ? 'warn' : 'bad'} title={title()}>
      {reason}
    </Notice>
  )

  function title(): string {
    if (health.state === 'failing') return t('stale.failing')
    if (health.state === 'action_required') return t('stale.action_required')
    return lastSuccessAt == null
      ? t('stale.lateNever')
      : t('stale.late', { ago: format.relative(lastSuccessAt) })
  }
}

import { useTranslation } from 'react-i18next'
import { useFormat } from '../i18n/use-format.ts'
import { useReasonText } from '../i18n/use-problem-text.ts'

/** As much of a tenant or a connection as its next step depends on. */
export interface Assessed {
  readonly health: { readonly state: string; readonly message: string }
  readonly connectionStatus: string
  readonly syncState: {
    readonly lastSuccessAt: string | null
    readonly lastReasonCode: string | null
    readonly lastUpdatedAfter: string | null
    readonly running: boolean
  } | null
  readonly nextDueAt: string | null
}

/** Later than this, nobody starts what is due. As in the API's own judgement. */
const overdueMs = 5 * 60_000

/** What is the matter and what to do, in a sentence in the reader's language. `now` is the server's. */
export function useNextStep(): (of: Assessed, now: number) => string {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const reasonText = useReasonText()

  return ({ health, connectionStatus, syncState, nextDueAt }, now) => {
    const at = new Date(now)
    switch (health.state) {
      case 'ok':
        if (connectionStatus === 'paused') return t('step.paused')
        return t('step.ok', { when: dateTime(syncState?.lastUpdatedAfter) })
      case 'never_synced':
        if (syncState?.running) return t('step.firstRunning')
        return reason(syncState?.lastReasonCode) ?? t('step.firstWaits')
      case 'late':
        if (nextDueAt !== null && now - Date.parse(nextDueAt) > overdueMs && syncState?.running !== true)
          return t('step.overdue', { ago: format.relative(nextDueAt, at) })
        return syncState?.lastSuccessAt == null
          ? health.message
          : t('step.stale', { ago: format.relative(syncState.lastSuccessAt, at) })
      case 'failing':
        return reason(syncState?.lastReasonCode) ?? health.message
      default:
        if (connectionStatus === 'not_connected') return t('step.notConnected')
        if (connectionStatus === 'token_missing') return reasonText('TOKEN_MISSING', health.message)
        if (connectionStatus === 'reauthorization_required')
          return reasonText('TOKEN_REVOKED', health.message)
        return reason(syncState?.lastReasonCode) ?? health.message
    }

    function reason(code: string | null | undefined): string | null {
      return code == null || code === 'SUCCESS' ? null : reasonText(code, health.message)
    }
  }

  function dateTime(instant: string | null | undefined): string {
    return instant == null || Number.isNaN(Date.parse(instant)) ? '—' : format.dateTime(instant)
  }
}

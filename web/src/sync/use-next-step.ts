import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../data/fleet.ts'
import { useFormat } from '../i18n/use-format.ts'
import { useReasonText } from '../i18n/use-problem-text.ts'

/** As much of a tenant or a connection as its next step depends on. */
export interface Assessed {
  readonly health: FleetTenant['health']
  readonly syncState: { readonly lastUpdatedAfter: string | null } | null
}

/** How a run ends that is no failure: it explains none. */
const goodCodes: readonly string[] = ['SUCCESS', 'PARTIAL', 'INVALID_DATE_FIXED']

/** What is the matter and what to do, in a sentence in the reader's language. `now` is the server's. */
export function useNextStep(): (of: Assessed, now: number) => string {
  const { t } = useTranslation('sync')
  const format = useFormat()
  const reasonText = useReasonText()

  return ({ health: { cause, at, reasonCode, message }, syncState }, now) => {
    switch (cause) {
      case 'stored':
        return t('step.ok', { when: dateTime(syncState?.lastUpdatedAfter) })
      case 'partial':
        return t('step.partial', { when: dateTime(syncState?.lastUpdatedAfter) })
      case 'paused':
        return t('step.paused')
      case 'consent_ends':
        return t(at !== null && Date.parse(at) <= now ? 'step.consentEnded' : 'step.consentEnds', {
          day: at === null ? '—' : format.date(at),
        })
      case 'first_running':
        return t('step.firstRunning')
      case 'first_waits':
        return reason() ?? t('step.firstWaits')
      case 'overdue':
        return t('step.overdue', { ago: ago(at, now) })
      case 'stale':
        return t('step.stale', { ago: ago(at, now) })
      case 'token_missing':
        return reasonText('TOKEN_MISSING', message)
      case 'revoked':
        return reasonText('TOKEN_REVOKED', message)
      case 'not_connected':
        return t('step.notConnected')
      default:
        return reason() ?? message
    }

    function reason(): string | null {
      return reasonCode === null || goodCodes.includes(reasonCode) ? null : reasonText(reasonCode, message)
    }
  }

  function ago(instant: string | null, now: number): string {
    return instant === null ? '—' : format.relative(instant, new Date(now))
  }

  function dateTime(instant: string | null | undefined): string {
    return instant == null || Number.isNaN(Date.parse(instant)) ? '—' : format.dateTime(instant)
  }
}

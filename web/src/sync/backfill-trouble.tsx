import { useTranslation } from 'react-i18next'
import type { BackfillReport } from '../data/backfill.ts'
import { Quoted } from '../ui/quoted.tsx'

interface BackfillTroubleProps {
  readonly report: Pick<BackfillReport, 'waitingFor' | 'lastError'>
  readonly className: string | undefined
}

/** What keeps a history from going on, or went wrong last. */
export function BackfillTrouble({ report: { waitingFor, lastError }, className }: BackfillTroubleProps) {
  const { t } = useTranslation('sync')
  if (waitingFor !== null) return <p className={className}>{t(`backfill.waitingFor.${waitingFor}`)}</p>
  if (lastError === null) return null
  return (
    <p className={className}>
      {t('backfill.lastError')} <Quoted text={lastError} />
    </p>
  )
}

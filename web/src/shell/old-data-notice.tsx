import { useTranslation } from 'react-i18next'
import { useConnectivity } from '../api/connectivity.ts'
import { useOldSince } from '../data/use-old-since.ts'
import { useFormat } from '../i18n/use-format.ts'
import { Notice } from '../ui/notice.tsx'

/** Says that something on the page is not followed any more, and from when it is. */
export function OldDataNotice() {
  const { t } = useTranslation()
  const format = useFormat()
  const since = useOldSince()
  // A lost connection has a banner of its own.
  const isLost = useConnectivity() === 'lost'
  if (since === null || isLost) return null
  return (
    <Notice tone="warn">{t('state.old', { when: format.dateTime(new Date(since).toISOString()) })}</Notice>
  )
}

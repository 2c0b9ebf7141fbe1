import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Connection } from '../../data/connections.ts'
import { type Quota, quotasPollMs, quotasQuery } from '../../data/quotas.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { ProgressBar } from '../../sync/progress-bar.tsx'
import { useServerNow } from '../../sync/use-server-now.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { fullInMs, levelAfter } from './quota-level.ts'
import classes from './quotas-tab.module.css'

/** Two answers that did not come: others may have taken anything by now. */
const knownForMs = 2 * quotasPollMs + 2000

/** The buckets of one account as they fill and drain. Between two answers they are drawn as time fills them. */
export function QuotasPanel({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation('tenant')
  const { tenantId, connectionId, sellingPartnerId } = connection
  const query = useQuery(quotasQuery(tenantId, connectionId))
  const now = useServerNow(0, 500)
  const elapsedMs = now - (query.data?.receivedAt ?? now)
  return (
    <Panel title={t('quotas.title', { seller: sellingPartnerId })}>
      <p className={classes.text}>{t('quotas.text')}</p>
      {query.data === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {query.isPending && <Skeleton height={220} />}
      <ul className={classes.buckets}>
        {query.data?.quotas.map((quota) => (
          <Bucket
            key={quota.operation}
            quota={quota}
            elapsedMs={Math.min(elapsedMs, knownForMs)}
            isKnown={elapsedMs <= knownForMs}
            at={Date.parse(query.data?.at ?? '')}
          />
        ))}
      </ul>
    </Panel>
  )
}

interface BucketProps {
  readonly quota: Quota
  /** Since the API told it. */
  readonly elapsedMs: number
  /** Whether it was told so lately that time explains the rest. */
  readonly isKnown: boolean
  /** When the API told it, by its clock. */
  readonly at: number
}

function Bucket({ quota, elapsedMs, isKnown, at }: BucketProps) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const { operation, burst, ratePerSecond, blockedUntil } = quota
  const level = levelAfter(quota, elapsedMs)
  const blockedMs = blockedUntil === null ? 0 : Date.parse(blockedUntil) - at - elapsedMs
  const untilFull = fullInMs(quota, elapsedMs)
  return (
    <li className={classes.bucket}>
      <div className={classes.line}>
        <strong>{operation}</strong>
        <span>
          {t('quotas.level', {
            tokens: format.number(Math.max(0, Math.floor(level))),
            burst: format.number(burst),
          })}
        </span>
      </div>
      <ProgressBar
        percent={Math.max(0, (100 * level) / burst)}
        label={operation}
        size="large"
        tone={!isKnown ? 'neutral' : blockedMs > 0 ? 'bad' : level < burst / 5 ? 'warn' : 'accent'}
      />
      <div className={classes.note}>
        <span>
          {ratePerSecond >= 1
            ? t('quotas.perSecond', { count: ratePerSecond })
            : t('quotas.rate', { every: format.duration(1000 / ratePerSecond) })}
        </span>
        <span>
          {!isKnown
            ? t('quotas.unknown', { when: format.dateTime(new Date(at).toISOString()) })
            : blockedMs > 0
              ? t('quotas.blocked', { time: format.duration(blockedMs) })
              : untilFull > 1000
                ? t('quotas.fullIn', { time: format.duration(untilFull) })
                : t('quotas.full')}
        </span>
      </div>
    </li>
  )
}

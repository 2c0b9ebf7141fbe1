import { useTranslation } from 'react-i18next'
import type { ConnectionStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useMayWrite } from '../../session/use-session.ts'
import { FreshnessBadge } from '../../sync/freshness-badge.tsx'
import { freshnessOf } from '../../sync/freshness.ts'
import { lagMs } from '../../sync/lag.ts'
import { useNextStep } from '../../sync/use-next-step.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Instant } from '../../ui/instant.tsx'
import { Panel } from '../../ui/panel.tsx'
import { ConnectionActions } from './connection-actions.tsx'
import { MarketplaceNames } from './marketplace-names.tsx'
import classes from './overview-tab.module.css'

interface ConnectionPanelProps {
  readonly tenantId: string
  readonly status: ConnectionStatus
  readonly marketplaceIds: readonly string[]
  /** The server's time, in ms. */
  readonly now: number
}

/** One Amazon account of a tenant. */
export function ConnectionPanel({ tenantId, status, marketplaceIds, now }: ConnectionPanelProps) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const nextStep = useNextStep()
  const mayWrite = useMayWrite()
  const { region, sellingPartnerId, syncState, nextDueAt, authorizedAt } = status
  const lag = lagMs(status, now)
  const watermark = syncState.lastUpdatedAfter
  return (
    <Panel
      title={t('connection.title', { seller: sellingPartnerId })}
      aside={<FreshnessBadge freshness={freshnessOf(status)} />}
    >
      <p className={classes.step}>{nextStep(status, now)}</p>
      <Facts
        facts={[
          [
            t('connection.seller'),
            <>
              {sellingPartnerId} <CopyButton text={sellingPartnerId} />
            </>,
          ],
          [t('connection.region'), t(`region.${region}`)],
          [t('connection.marketplaces'), <MarketplaceNames ids={marketplaceIds} />, marketplaceIds[0]],
          [
            t('connection.watermark'),
            lag === null ? (
              watermark
            ) : (
              <>
                <Instant at={watermark ?? ''} /> {t('connection.behind', { lag: format.duration(lag) })}
              </>
            ),
            watermark,
          ],
          [
            t('connection.success'),
            <Instant at={syncState.lastSuccessAt ?? ''} as="relative" now={now} />,
            syncState.lastSuccessAt,
          ],
          [t('connection.due'), <Instant at={nextDueAt ?? ''} as="relative" now={now} />, nextDueAt],
          [t('connection.authorized'), <Instant at={authorizedAt ?? ''} />, authorizedAt],
          [t('connection.failures'), format.number(syncState.failuresInARow), syncState.failuresInARow || null],
          [
            t('connection.error'),
            <span className={classes.error}>{syncState.lastError}</span>,
            syncState.failuresInARow > 0 ? syncState.lastError : null,
          ],
        ]}
      />
      {mayWrite && <ConnectionActions tenantId={tenantId} status={status} />}
    </Panel>
  )
}

import { useTranslation } from 'react-i18next'
import type { ConnectionStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { MarketplaceNames } from '../../orders/marketplace-names.tsx'
import { useMayWrite } from '../../session/use-session.ts'
import { freshnessOf } from '../../sync/freshness.ts'
import { FreshnessBadge } from '../../sync/freshness-badge.tsx'
import { lagMs } from '../../sync/lag.ts'
import { useNextStep } from '../../sync/use-next-step.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Quoted } from '../../ui/quoted.tsx'
import { ConnectionActions } from './connection-actions.tsx'
import classes from './overview-tab.module.css'
import { when } from './when.tsx'

interface ConnectionPanelProps {
  readonly tenantId: string
  readonly status: ConnectionStatus
  readonly marketplaceIds: readonly string[]
  /** The server's time, in ms. */
  readonly now: number
  /** The tenant's only one: what is to be done about it is said above already. */
  readonly isAlone: boolean
}

/** One Amazon account of a tenant. */
export function ConnectionPanel({ tenantId, status, marketplaceIds, now, isAlone }: ConnectionPanelProps) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const nextStep = useNextStep()
  const mayWrite = useMayWrite()
  const { region, sellingPartnerId, syncState, nextDueAt, authorizedAt, authorizationExpiresAt } = status
  const lag = lagMs(status, now)
  const { failuresInARow: failures, lastUpdatedAfter: watermark } = syncState
  const account = <Copyable text={sellingPartnerId} />
  const markets = <MarketplaceNames ids={marketplaceIds} />
  const storedUpTo =
    lag === null ? (
      watermark
    ) : (
      <>
        {when(watermark)} {t('connection.behind', { lag: format.duration(lag) })}
      </>
    )
  const lastError = (
    <span className={classes.error}>
      <Quoted text={syncState.lastError ?? ''} />
    </span>
  )
  return (
    <Panel
      title={t('connection.title', { seller: sellingPartnerId })}
      aside={<FreshnessBadge freshness={freshnessOf(status)} />}
    >
      {!(isAlone && status.health.state !== 'ok') && <p className={classes.step}>{nextStep(status, now)}</p>}
      <Facts
        facts={[
          [t('connection.seller'), account],
          [t('connection.region'), t(`region.${region}`)],
          [t('connection.marketplaces'), markets, marketplaceIds[0]],
          [t('connection.watermark'), storedUpTo],
          [t('connection.success'), when(syncState.lastSuccessAt, 'relative', now)],
          [t('connection.due'), when(nextDueAt, 'relative', now)],
          [t('connection.authorized'), when(authorizedAt)],
          [t('connection.consentEnds'), when(authorizationExpiresAt)],
          [t('connection.failures'), format.number(failures), failures || null],
          [t('connection.error'), lastError, failures > 0 ? syncState.lastError : null],
        ]}
      />
      {mayWrite && (
        <ConnectionActions tenantId={tenantId} status={status} marketplaceId={marketplaceIds[0]} />
      )}
    </Panel>
  )
}

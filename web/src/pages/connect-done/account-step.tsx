import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery } from '../../data/connections.ts'
import type { ConnectionStatus, TenantStatus } from '../../data/sync-status.ts'
import { MarketplaceNames } from '../../orders/marketplace-names.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Step } from './step.tsx'
import classes from './steps.module.css'

interface AccountStepProps {
  readonly status: TenantStatus | undefined
  /** The one that was connected, as far as the address says. */
  readonly connection: ConnectionStatus | undefined
}

/** Which account was connected. */
export function AccountStep({ status, connection }: AccountStepProps) {
  const { t } = useTranslation(['connect', 'tenant'])
  const { data: connections = [] } = useQuery({
    ...connectionsQuery(status?.tenantId ?? ''),
    enabled: status !== undefined,
  })
  const ids = connections.find(
    ({ connectionId }) => connectionId === connection?.connectionId,
  )?.marketplaceIds
  const title = t('progress.account')
  if (status === undefined) {
    return (
      <Step title={title} state="working">
        {null}
      </Step>
    )
  }
  return (
    <Step title={title} state={connection === undefined ? 'failed' : 'done'}>
      {connection === undefined ? (
        <p className={classes.text}>{t('progress.accountUnknown')}</p>
      ) : (
        <div className={classes.account}>
          <Copyable text={connection.sellingPartnerId} />
          <span className={classes.text}>{t(`tenant:region.${connection.region}`)}</span>
          {ids !== undefined && ids.length > 0 && <MarketplaceNames ids={ids} />}
        </div>
      )}
    </Step>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery } from '../../data/connections.ts'
import { tenantStatusQuery } from '../../data/sync-status.ts'
import { goesByItself } from '../../sync/goes-by-itself.ts'
import { useNextStep } from '../../sync/use-next-step.ts'
import { useServerNow } from '../../sync/use-server-now.ts'
import { Notice } from '../../ui/notice.tsx'
import { ConnectionPanel } from './connection-panel.tsx'
import { HistoryGlance } from './history-glance.tsx'
import classes from './overview-tab.module.css'

/** How the tenant is doing and what to do, each of its Amazon accounts, and its history at a glance. */
export function OverviewTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('tenant')
  const { data: status } = useQuery(tenantStatusQuery(tenantId))
  const { data: connections = [] } = useQuery(connectionsQuery(tenantId))
  const nextStep = useNextStep()
  const now = useServerNow(status?.clockAheadMs ?? 0, 5000)
  if (status === undefined) return null
  const { state } = status.health
  return (
    <>
      {state !== 'ok' && (
        <Notice
          tone={state === 'failing' || state === 'action_required' ? 'bad' : 'warn'}
          title={t(goesByItself(status.health) ? 'noStep' : 'nextStep')}
        >
          {nextStep(status, now)}
        </Notice>
      )}
      <div className={classes.panels}>
        {status.connections.map((connection) => (
          <ConnectionPanel
            key={connection.connectionId}
            tenantId={tenantId}
            status={connection}
            marketplaceIds={
              connections.find(({ connectionId }) => connectionId === connection.connectionId)
                ?.marketplaceIds ?? []
            }
            now={now}
            isAlone={status.connections.length === 1}
          />
        ))}
        <HistoryGlance tenantId={tenantId} status={status} />
      </div>
    </>
  )
}

import { Button, Select } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type DeliveryState,
  deliveriesQuery,
  deliveryStates,
  moveWebhook,
  type Webhook,
} from '../../data/webhooks.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import table from './data-table.module.css'
import { DeliveriesTable } from './deliveries-table.tsx'
import classes from './run-drawer.module.css'
import { useTenantMutation } from './use-tenant-mutation.ts'

/** What was sent to a webhook, with what came back; what was given up can be sent again. */
export function DeliveriesPanel({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation(['webhooks', 'tenant'])
  const { tenantId, webhookId, deliveriesDead } = webhook
  const [state, setState] = useState<DeliveryState | null>(null)
  const act = useTenantMutation(tenantId)
  const query = useInfiniteQuery(deliveriesQuery(tenantId, webhookId, state))
  const deliveries = query.data?.pages.flatMap((page) => page.deliveries) ?? []
  return (
    <Panel title={t('deliveries.title')} flush>
      <div className={table.bar}>
        <Select
          size="xs"
          aria-label={t('deliveries.state')}
          placeholder={t('deliveries.every')}
          value={state}
          onChange={setState}
          data={deliveryStates.map((value) => ({ value, label: t(`deliveries.states.${value}`) }))}
          clearable
        />
        {deliveriesDead > 0 && (
          <Button
            size="xs"
            variant="default"
            disabled={act.isPending}
            onClick={() => act.run(() => moveWebhook(tenantId, webhookId, 'replay'), t('doneText.replayed'))}
          >
            {t('deliveries.replayAll', { count: deliveriesDead })}
          </Button>
        )}
      </div>
      {deliveries.length > 0 && <DeliveriesTable tenantId={tenantId} deliveries={deliveries} />}
      {query.data !== undefined && deliveries.length === 0 && (
        <p className={classes.none}>{t('deliveries.none')}</p>
      )}
      {query.data === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {query.hasNextPage && (
        <div className={table.foot}>
          <Button
            variant="default"
            size="compact-sm"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('tenant:older')}
          </Button>
        </div>
      )}
    </Panel>
  )
}

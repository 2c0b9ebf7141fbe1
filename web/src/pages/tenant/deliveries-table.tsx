import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Delivery, type DeliveryState, replayDelivery } from '../../data/webhooks.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Instant } from '../../ui/instant.tsx'
import { Quoted } from '../../ui/quoted.tsx'
import table from './data-table.module.css'
import { useTenantMutation } from './use-tenant-mutation.ts'

const tones: Readonly<Record<DeliveryState, Tone>> = { open: 'info', delivered: 'good', dead: 'bad' }

interface DeliveriesTableProps {
  readonly tenantId: string
  readonly deliveries: readonly Delivery[]
}

/** Deliveries with what their last attempt found. */
export function DeliveriesTable({ tenantId, deliveries }: DeliveriesTableProps) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const act = useTenantMutation(tenantId)
  return (
    <table className={table.table} aria-label={t('deliveries.title')}>
      <thead>
        <tr>
          <th scope="col">{t('deliveries.created')}</th>
          <th scope="col">{t('deliveries.state')}</th>
          <th scope="col" className={`${table.number} ${table.roomy}`}>
            {t('deliveries.changes')}
          </th>
          <th scope="col" className={table.number}>
            {t('deliveries.attempts')}
          </th>
          <th scope="col">{t('deliveries.answer')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('deliveries.action')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {deliveries.map((delivery) => (
          <tr key={delivery.deliveryId}>
            <td>
              <Instant at={delivery.createdAt} />
            </td>
            <td>
              <Badge tone={tones[delivery.state]}>{t(`deliveries.states.${delivery.state}`)}</Badge>
            </td>
            <td className={`${table.number} ${table.roomy}`}>
              {delivery.test ? t('deliveries.test') : format.number(delivery.positions.length)}
            </td>
            <td className={table.number}>{format.number(delivery.attempts)}</td>
            <td className={table.wide} title={delivery.responseText ?? delivery.error ?? undefined}>
              {answerOf(delivery)}
            </td>
            <td>
              {delivery.state !== 'open' && (
                <Button
                  size="compact-xs"
                  variant="default"
                  disabled={act.isPending}
                  onClick={() =>
                    act.run(
                      () => replayDelivery(tenantId, delivery.webhookId, delivery.deliveryId),
                      t('doneText.replayed'),
                    )
                  }
                >
                  {t('deliveries.replay')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )

  function answerOf({ responseStatus, error, durationMs }: Delivery): ReactNode {
    const duration = durationMs === null ? '' : ` · ${t('deliveries.ms', { ms: format.number(durationMs) })}`
    if (responseStatus !== null) return `${responseStatus}${duration}`
    return error === null ? '—' : <Quoted text={error} />
  }
}

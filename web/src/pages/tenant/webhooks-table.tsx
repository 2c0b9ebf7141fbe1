import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Webhook } from '../../data/webhooks.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Instant } from '../../ui/instant.tsx'
import table from './data-table.module.css'
import { useTenantSearch } from './use-tenant-search.ts'
import { WebhookBadge } from './webhook-badge.tsx'

/** Webhooks as rows; the address leads to what was sent there. */
export function WebhooksTable({ webhooks }: { readonly webhooks: readonly Webhook[] }) {
  const { t } = useTranslation(['webhooks', 'common'])
  const format = useFormat()
  const { search } = useTenantSearch()
  return (
    <table className={table.table} aria-label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('column.url')}</th>
          <th scope="col">{t('column.status')}</th>
          <th scope="col" className={table.roomy}>
            {t('column.events')}
          </th>
          <th scope="col" className={table.roomy}>
            {t('column.success')}
          </th>
          <th scope="col" className={table.number}>
            {t('column.waiting')}
          </th>
          <th scope="col" className={table.number}>
            {t('column.dead')}
          </th>
        </tr>
      </thead>
      <tbody>
        {webhooks.map((webhook) => (
          <tr key={webhook.webhookId}>
            <td className={table.wide} title={webhook.url}>
              <Link
                to="/tenants/$tenantId"
                params={{ tenantId: webhook.tenantId }}
                search={{ ...search, webhook: webhook.webhookId }}
                resetScroll={false}
                className={table.link}
                data-row-link
              >
                {webhook.description ?? webhook.url}
              </Link>
              {webhook.description !== null && <div className={table.second}>{webhook.url}</div>}
            </td>
            <td>
              <WebhookBadge webhook={webhook} />
            </td>
            <td className={`${table.soft} ${table.roomy}`}>
              {webhook.events.map((event) => t(`event.${event}`)).join(', ')}
            </td>
            <td className={`${table.soft} ${table.roomy}`}>
              {webhook.lastSuccessAt === null ? t('common:never') : <Instant at={webhook.lastSuccessAt} />}
            </td>
            <td className={table.number}>{format.number(webhook.changesBehind + webhook.deliveriesOpen)}</td>
            <td className={`${table.number} ${webhook.deliveriesDead > 0 ? table.bad : ''}`}>
              {format.number(webhook.deliveriesDead)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

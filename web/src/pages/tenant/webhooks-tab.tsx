import { Skeleton } from '@mantine/core'
import { IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { webhooksQuery } from '../../data/webhooks.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { IgnoredNotice } from '../../ui/ignored-notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { CreateWebhook } from './create-webhook.tsx'
import { useTenantSearch } from './use-tenant-search.ts'
import { WebhookDrawer } from './webhook-drawer.tsx'
import { WebhooksTable } from './webhooks-table.tsx'

/** The addresses to which the tenant's changes are sent. */
export function WebhooksTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('webhooks')
  const query = useQuery(webhooksQuery(tenantId))
  const { search, change } = useTenantSearch()
  const { data: webhooks } = query
  const open = webhooks?.find(({ webhookId }) => webhookId === search.webhook)
  return (
    <Panel title={t('title')} aside={<CreateWebhook tenantId={tenantId} />} flush>
      {webhooks !== undefined && <IgnoredNotice names={['webhook']} read={{ webhook: open }} />}
      {query.isPending && <Skeleton height={160} />}
      {webhooks === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {webhooks?.length === 0 && <EmptyState icon={IconWebhook} title={t('none')} text={t('noneText')} />}
      {webhooks !== undefined && webhooks.length > 0 && <WebhooksTable webhooks={webhooks} />}
      {webhooks !== undefined && (
        <WebhookDrawer webhook={open} onClose={() => void change({ webhook: undefined })} />
      )}
    </Panel>
  )
}

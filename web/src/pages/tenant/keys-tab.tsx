import { Skeleton } from '@mantine/core'
import { IconKey } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { apiKeysQuery } from '../../data/api-keys.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FailedState } from '../../ui/failed-state.tsx'
import { Panel } from '../../ui/panel.tsx'
import { CreateKey } from './create-key.tsx'
import { KeysTable } from './keys-table.tsx'

/** The keys with which programs and people come in as this tenant. */
export function KeysTab({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('keys')
  const query = useQuery(apiKeysQuery(tenantId))
  const { data: keys } = query
  return (
    <Panel title={t('title')} aside={<CreateKey tenantId={tenantId} />} flush>
      {query.isPending && <Skeleton height={160} />}
      {keys === undefined && query.error !== null && (
        <FailedState error={query.error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
      )}
      {keys?.length === 0 && <EmptyState icon={IconKey} title={t('none')} text={t('noneText')} />}
      {keys !== undefined && keys.length > 0 && <KeysTable tenantId={tenantId} keys={keys} />}
    </Panel>
  )
}

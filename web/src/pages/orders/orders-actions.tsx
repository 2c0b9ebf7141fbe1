import { Button } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconDownload } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery, isLive } from '../../data/connections.ts'
import { checkExport, exportUrl, type OrderFilters } from '../../data/orders.ts'
import { useDownload } from '../../data/use-download.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { useMayWrite } from '../../session/use-session.ts'
import { ActionLabel } from '../../ui/action-label.tsx'
import { ActionsPlace } from './actions-place.tsx'
import { ImportOrder } from './import-order.tsx'
import { SyncButton } from './sync-button.tsx'

interface OrdersActionsProps {
  readonly tenantId: string
  readonly filters: OrderFilters
}

/** What one can do with the list. What needs a live connection is there exactly while there is one. */
export function OrdersActions({ tenantId, filters }: OrdersActionsProps) {
  const { t } = useTranslation('orders')
  const mayWrite = useMayWrite()
  const { data: connections = [], isPending } = useQuery(connectionsQuery(tenantId))
  const live = connections.filter(isLive)
  const problemText = useProblemText()
  const download = useDownload(
    () => checkExport(tenantId, filters),
    (error) => notifications.show({ color: 'red', title: t('exportFailed'), message: problemText(error) }),
  )
  const canAskAmazon = mayWrite && live.length > 0
  return (
    <>
      <Button
        component="a"
        href={exportUrl(tenantId, filters)}
        onClick={download}
        download
        variant="default"
        aria-label={t('export')}
      >
        <ActionLabel icon={IconDownload} text={t('export')} />
      </Button>
      {mayWrite && isPending && <ActionsPlace />}
      {canAskAmazon && <ImportOrder tenantId={tenantId} />}
      {canAskAmazon && <SyncButton tenantId={tenantId} connections={live} />}
    </>
  )
}

import { Button } from '@mantine/core'
import { IconPackage, IconPlugConnected, IconRefresh } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TenantStatus } from '../../data/sync-status.ts'
import { useMayWrite } from '../../session/use-session.ts'
import { useConfirmedActions } from '../../sync/use-confirmed-actions.tsx'
import { ActionButton } from '../../ui/action-button.tsx'

/** What can be done to the whole tenant now; a reader may look only. */
export function TenantActions({ status }: { readonly status: TenantStatus }) {
  const { t } = useTranslation(['tenant', 'sync'])
  const mayWrite = useMayWrite()
  const actions = useConfirmedActions()
  const { tenantId, connectionStatus } = status
  const needsSeller =
    status.health.state === 'action_required' ||
    connectionStatus === 'not_connected' ||
    connectionStatus === 'reauthorization_required'
  return (
    <>
      <Button
        renderRoot={(props) => <Link to="/orders" search={{ tenantId }} {...props} />}
        variant="default"
        leftSection={<IconPackage size={16} stroke={1.7} />}
      >
        {t('toOrders')}
      </Button>
      {mayWrite && needsSeller && (
        <Button
          renderRoot={(props) => <Link to="/connect" search={{ tenantId }} {...props} />}
          leftSection={<IconPlugConnected size={16} stroke={1.7} />}
        >
          {t(connectionStatus === 'not_connected' ? 'sync:action.connect' : 'sync:action.reconnect')}
        </Button>
      )}
      {mayWrite && connectionStatus === 'connected' && (
        <ActionButton
          isBusy={actions.isPending}
          onClick={() => actions.sync([tenantId])}
          leftSection={<IconRefresh size={16} stroke={1.7} />}
        >
          {t('sync:action.sync')}
        </ActionButton>
      )}
    </>
  )
}

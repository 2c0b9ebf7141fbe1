import { Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { ConnectionStatus } from '../../data/sync-status.ts'
import { disconnect, moveConnection } from '../../data/tenant-actions.ts'
import { ActionButton } from '../../ui/action-button.tsx'
import classes from './overview-tab.module.css'
import { useTenantMutation } from './use-tenant-mutation.ts'

interface ConnectionActionsProps {
  readonly tenantId: string
  readonly status: ConnectionStatus
  /** Where the seller signs in to connect again. */
  readonly marketplaceId: string | undefined
}

/** Pause, resume, reconnect and disconnect one account. */
export function ConnectionActions({ tenantId, status, marketplaceId }: ConnectionActionsProps) {
  const { t } = useTranslation(['sync', 'common'])
  const { connectionId, sellingPartnerId, connectionStatus } = status
  const act = useTenantMutation(tenantId)
  const isPaused = connectionStatus === 'paused'
  const canPause = isPaused || connectionStatus === 'connected'
  const labels = { cancel: t('common:action.cancel') }
  const closeButtonProps = { 'aria-label': t('common:action.close') }

  function pause(): void {
    modals.openConfirmModal({
      title: t('confirm.pause.title', { name: sellingPartnerId }),
      children: <Text size="sm">{t('confirm.pause.text')}</Text>,
      labels: { ...labels, confirm: t('action.pause') },
      closeButtonProps,
      onConfirm: () =>
        act.run(() => moveConnection(tenantId, connectionId, 'pause'), t('done.pause', { count: 1 })),
    })
  }

  function end(): void {
    modals.openConfirmModal({
      title: t('confirm.disconnect.title', { seller: sellingPartnerId }),
      children: <Text size="sm">{t('confirm.disconnect.text')}</Text>,
      labels: { ...labels, confirm: t('action.disconnect') },
      confirmProps: { color: 'red' },
      closeButtonProps,
      onConfirm: () => act.run(() => disconnect(tenantId, connectionId), t('done.disconnect')),
    })
  }
  return (
    <div className={classes.actions}>
      {canPause && (
        <ActionButton
          variant="default"
          isBusy={act.isPending}
          onClick={() =>
            isPaused
              ? act.run(
                  () => moveConnection(tenantId, connectionId, 'resume'),
                  t('done.resume', { count: 1 }),
                )
              : pause()
          }
        >
          {isPaused ? t('action.resume') : t('action.pauseMore')}
        </ActionButton>
      )}
      <Button
        variant="default"
        renderRoot={(props) => (
          <Link to="/connect" search={{ tenantId, marketplaceId, sellingPartnerId }} {...props} />
        )}
      >
        {t('action.reconnect')}
      </Button>
      <ActionButton variant="subtle" color="red" c="var(--o-bad)" isBusy={act.isPending} onClick={end}>
        {t('action.disconnectMore')}
      </ActionButton>
    </div>
  )
}

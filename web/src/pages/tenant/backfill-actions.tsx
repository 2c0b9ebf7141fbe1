import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useTranslation } from 'react-i18next'
import { type BackfillReport, moveBackfill, runBackfill } from '../../data/backfill.ts'
import { BackfillForm } from '../../sync/backfill-form.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import classes from './history-tab.module.css'
import { useTenantMutation } from './use-tenant-mutation.ts'

interface BackfillActionsProps {
  readonly report: BackfillReport
  readonly canStart: boolean
}

const ending = { variant: 'subtle', color: 'red', c: 'var(--o-bad)' } as const

/** Pause, resume and cancel what goes on; start what does not. */
export function BackfillActions({ report: { tenantId, progress }, canStart }: BackfillActionsProps) {
  const { t } = useTranslation(['sync', 'common'])
  const act = useTenantMutation(tenantId)
  const isPaused = progress.state === 'paused'
  const isActive = isPaused || progress.state === 'in_progress'
  const closeButtonProps = { 'aria-label': t('common:action.close') }

  function cancel(): void {
    modals.openConfirmModal({
      title: t('confirm.cancel.title'),
      children: <Text size="sm">{t('confirm.cancel.text')}</Text>,
      labels: { confirm: t('action.cancel'), cancel: t('common:action.close') },
      confirmProps: { color: 'red' },
      closeButtonProps,
      onConfirm: () => act.run(() => moveBackfill(tenantId, 'cancel'), t('done.cancel')),
    })
  }

  function start(): void {
    const modalId = modals.open({
      title: t('confirm.backfill.title', { name: tenantId }),
      closeButtonProps,
      children: (
        <BackfillForm
          onSubmit={(days) => {
            modals.close(modalId)
            act.run(() => runBackfill(tenantId, days), t('done.backfill', { count: 1 }))
          }}
        />
      ),
    })
  }
  // Each place keeps its button while what it does changes, and with it the focus of whoever acts by keyboard.
  return (
    <div className={classes.actions}>
      {isActive && (
        <ActionButton
          variant={isPaused ? 'filled' : 'default'}
          isBusy={act.isPending}
          onClick={() =>
            isPaused
              ? act.run(() => moveBackfill(tenantId, 'resume'), t('done.resume', { count: 1 }))
              : act.run(() => moveBackfill(tenantId, 'pause'), t('done.pause', { count: 1 }))
          }
        >
          {isPaused ? t('action.resume') : t('action.pause')}
        </ActionButton>
      )}
      {(isActive || canStart) && (
        <ActionButton
          {...(isActive ? ending : { variant: 'default' })}
          isBusy={act.isPending}
          onClick={isActive ? cancel : start}
        >
          {isActive ? t('action.cancelMore') : t('action.backfillMore')}
        </ActionButton>
      )}
    </div>
  )
}

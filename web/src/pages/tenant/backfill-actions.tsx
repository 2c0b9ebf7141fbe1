import { Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useTranslation } from 'react-i18next'
import { type BackfillReport, moveBackfill, runBackfill } from '../../data/backfill.ts'
import { BackfillForm } from '../../sync/backfill-form.tsx'
import classes from './history-tab.module.css'
import { useTenantMutation } from './use-tenant-mutation.ts'

interface BackfillActionsProps {
  readonly report: BackfillReport
  readonly canStart: boolean
}

/** Pause, resume and cancel what goes on; start what does not. */
export function BackfillActions({ report: { tenantId, progress }, canStart }: BackfillActionsProps) {
  const { t } = useTranslation(['sync', 'common'])
  const act = useTenantMutation(tenantId)
  const isActive = progress.state === 'in_progress' || progress.state === 'paused'
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
  return (
    <div className={classes.actions}>
      {progress.state === 'in_progress' && (
        <Button
          variant="default"
          disabled={act.isPending}
          onClick={() => act.run(() => moveBackfill(tenantId, 'pause'), t('done.pause', { count: 1 }))}
        >
          {t('action.pause')}
        </Button>
      )}
      {progress.state === 'paused' && (
        <Button
          disabled={act.isPending}
          onClick={() => act.run(() => moveBackfill(tenantId, 'resume'), t('done.resume', { count: 1 }))}
        >
          {t('action.resume')}
        </Button>
      )}
      {isActive && (
        <Button variant="subtle" color="red" c="var(--o-bad)" disabled={act.isPending} onClick={cancel}>
          {t('action.cancelMore')}
        </Button>
      )}
      {!isActive && canStart && (
        <Button variant="default" disabled={act.isPending} onClick={start}>
          {t('action.backfillMore')}
        </Button>
      )}
    </div>
  )
}

import { Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useTranslation } from 'react-i18next'
import { BackfillForm } from './backfill-form.tsx'
import { useTenantActions } from './use-tenant-actions.tsx'

/** What can be done to tenants; what costs something is asked about first. */
export function useConfirmedActions() {
  const { t } = useTranslation(['sync', 'common'])
  const { act, isPending } = useTenantActions()

  return {
    isPending,
    /** One is no cost; `name` of several. */
    sync: (tenantIds: readonly string[], name = '') => {
      const sync = (): void => act(tenantIds, { kind: 'sync' })
      if (tenantIds.length < 2) return sync()
      modals.openConfirmModal({
        title: t('confirm.sync.title', { name }),
        children: <Text size="sm">{t('confirm.sync.text')}</Text>,
        labels: { confirm: t('action.sync'), cancel: t('common:action.cancel') },
        closeButtonProps: { 'aria-label': t('common:action.close') },
        onConfirm: sync,
      })
    },
    resume: (tenantIds: readonly string[]) => act(tenantIds, { kind: 'resume' }),
    /** `name` of the tenant when there is one. */
    pause: (tenantIds: readonly string[], name: string) =>
      modals.openConfirmModal({
        title: t('confirm.pause.title', { name, count: tenantIds.length }),
        children: <Text size="sm">{t('confirm.pause.text')}</Text>,
        labels: { confirm: t('action.pause'), cancel: t('common:action.cancel') },
        closeButtonProps: { 'aria-label': t('common:action.close') },
        onConfirm: () => act(tenantIds, { kind: 'pause' }),
      }),
    backfill: (tenantIds: readonly string[], name: string) => {
      const modalId = modals.open({
        title: t('confirm.backfill.title', { name, count: tenantIds.length }),
        closeButtonProps: { 'aria-label': t('common:action.close') },
        children: (
          <BackfillForm
            onSubmit={(days) => {
              modals.close(modalId)
              act(tenantIds, { kind: 'backfill', days })
            }}
          />
        ),
      })
    },
  }
}

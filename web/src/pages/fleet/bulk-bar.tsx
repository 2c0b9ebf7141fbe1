import { CloseButton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { useConfirmedActions } from '../../sync/use-confirmed-actions.tsx'
import { ActionButton } from '../../ui/action-button.tsx'
import classes from './bulk-bar.module.css'
import type { Selection } from './use-selection.ts'

interface BulkBarProps {
  readonly selection: Selection
  readonly tenants: readonly FleetTenant[]
}

/** What can be done to the tenants that are ticked; not there while none is. */
export function BulkBar({ selection, tenants }: BulkBarProps) {
  const { t } = useTranslation(['sync', 'fleet', 'common'])
  const actions = useConfirmedActions()
  const { selected } = selection
  if (selected.size === 0) return null

  const ids = [...selected]
  const [only] = selected.size === 1 ? tenants.filter(({ tenantId }) => selected.has(tenantId)) : []
  const name = only?.displayName ?? t('fleet:select.count', { count: ids.length })
  const busy = { isBusy: actions.isPending, size: 'compact-sm', variant: 'default' } as const
  return (
    <section className={classes.bar} aria-label={t('fleet:select.actions')} data-bulk-bar>
      <strong>{t('fleet:select.count', { count: ids.length })}</strong>
      <ActionButton {...busy} onClick={() => actions.sync(ids, name)}>
        {t('action.sync')}
      </ActionButton>
      <ActionButton {...busy} onClick={() => actions.pause(ids, name)}>
        {t('action.pauseMore')}
      </ActionButton>
      <ActionButton {...busy} onClick={() => actions.resume(ids)}>
        {t('action.resume')}
      </ActionButton>
      <ActionButton {...busy} onClick={() => actions.backfill(ids, name)}>
        {t('action.backfillMore')}
      </ActionButton>
      <CloseButton aria-label={t('fleet:select.none')} onClick={selection.clear} />
    </section>
  )
}

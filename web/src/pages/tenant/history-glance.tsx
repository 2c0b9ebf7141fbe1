import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { TenantStatus } from '../../data/sync-status.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { BackfillProgress } from '../../sync/backfill-progress.tsx'
import { BackfillTrouble } from '../../sync/backfill-trouble.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './overview-tab.module.css'

interface HistoryGlanceProps {
  readonly tenantId: string
  readonly status: Pick<TenantStatus, 'backfill' | 'counts'>
}

/** What is stored of a tenant, and how far its history is; the whole of it is a click away. */
export function HistoryGlance({ tenantId, status: { backfill, counts } }: HistoryGlanceProps) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  return (
    <Panel
      title={t('history.title')}
      aside={
        <Link
          to="/tenants/$tenantId"
          params={{ tenantId }}
          search={{ tab: 'history' }}
          className={classes.open}
        >
          {t('history.open')}
        </Link>
      }
    >
      {backfill === null ? (
        <p className={classes.step}>{t('history.none')}</p>
      ) : (
        <>
          <BackfillProgress {...backfill} />
          <BackfillTrouble report={backfill} className={classes.error} />
        </>
      )}
      <Facts
        facts={[
          [t('history.stored'), format.number(counts.orders)],
          [t('history.brought'), backfill === null ? null : format.number(backfill.ordersStored)],
        ]}
      />
    </Panel>
  )
}

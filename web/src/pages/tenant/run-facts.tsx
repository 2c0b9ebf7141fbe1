import { useTranslation } from 'react-i18next'
import type { RunDetail } from '../../data/runs.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useReasonText } from '../../i18n/use-problem-text.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Panel } from '../../ui/panel.tsx'
import { OutcomeBadge } from './outcome-badge.tsx'
import classes from './run-drawer.module.css'
import { when } from './when.tsx'

/** How a run went. What went wrong is told in the reader's words first, then as the run wrote it down. */
export function RunFacts({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const reasonText = useReasonText()
  const id = <Copyable text={run.runId} />
  const isBad = run.status === 'failed' || run.status === 'interrupted'
  return (
    <Panel title={t('run.facts')} aside={<OutcomeBadge status={run.status} />}>
      {isBad && run.reasonCode !== null && (
        <p className={classes.message}>{reasonText(run.reasonCode, run.message ?? '')}</p>
      )}
      <Facts
        facts={[
          [t('run.id'), id],
          [t('runs.started'), when(run.startedAt)],
          [
            t('runs.duration'),
            run.finishedAt === null
              ? null
              : format.duration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)),
          ],
          [t('run.pages'), format.number(run.pages)],
          [t('runs.read'), format.number(run.ordersProcessed)],
          [t('runs.changed'), format.number(run.ordersChanged)],
          [t('run.quarantined'), format.number(run.quarantined), run.quarantined || null],
          [t('run.from'), when(run.watermarkBefore)],
          [t('run.to'), when(run.watermarkAfter)],
          [t('run.message'), run.status === 'success' ? null : run.message],
        ]}
      />
    </Panel>
  )
}

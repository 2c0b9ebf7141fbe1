import { Drawer, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem.ts'
import { runQuery } from '../../data/runs.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { RunCalls } from './run-calls.tsx'
import classes from './run-drawer.module.css'
import { RunFacts } from './run-facts.tsx'
import { RunOrders } from './run-orders.tsx'

interface RunDrawerProps {
  readonly tenantId: string
  readonly runId: string | undefined
  readonly onClose: () => void
}

/** One run: how it ended and why, every call that it made, every order that it changed. Its address can be sent. */
export function RunDrawer({ tenantId, runId, onClose }: RunDrawerProps) {
  const { t } = useTranslation(['tenant', 'common'])
  return (
    <Drawer
      opened={runId !== undefined}
      onClose={onClose}
      position="right"
      size="xl"
      title={t('run.title')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {runId !== undefined && <RunFound tenantId={tenantId} runId={runId} />}
    </Drawer>
  )
}

function RunFound({ tenantId, runId }: { readonly tenantId: string; readonly runId: string }) {
  const query = useQuery(runQuery(tenantId, runId))
  if (query.data === undefined && query.error === null) return <Skeleton height={320} radius={10} />
  if (query.data == null) {
    const error = query.error ?? new ApiProblem(404, { code: 'run_not_found' }, null)
    return <FailedState error={error} onRetry={() => void query.refetch()} isRetrying={query.isFetching} />
  }
  return (
    <div className={classes.parts}>
      <RunFacts run={query.data} />
      <RunCalls run={query.data} />
      <RunOrders key={runId} run={query.data} />
    </div>
  )
}

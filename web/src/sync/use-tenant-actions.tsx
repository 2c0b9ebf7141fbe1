import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { actOnTenant, type TenantAction } from '../data/tenant-actions.ts'
import { useSingleFlight } from '../data/use-single-flight.ts'
import { useProblemText } from '../i18n/use-problem-text.ts'
import { actOnAll, type Tally } from './act-on-all.ts'
import { BulkProgress } from './bulk-progress.tsx'

/** As many failures are told one by one. */
const toldAtMost = 3

interface Wish {
  readonly tenantIds: readonly string[]
  readonly action: TenantAction
}

/** Acts on tenants and says what came of it. While it does, nothing is begun a second time. */
export function useTenantActions() {
  const { t } = useTranslation('sync')
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const mutation = useMutation({
    mutationFn: (wish: Wish) => actAndShow(wish),
    onSuccess: (tally, { action }) => tell(tally, action),
    onSettled: (_tally, _error, { tenantIds }) => {
      void queryClient.invalidateQueries({ queryKey: ['fleet'] })
      for (const of of ['status', 'connections', 'backfill', 'runs'])
        for (const tenantId of tenantIds) void queryClient.invalidateQueries({ queryKey: [of, tenantId] })
    },
  })

  const start = useSingleFlight(mutation)

  function tell({ done, nothing, failures, left }: Tally, action: TenantAction): void {
    if (done > 0) notifications.show({ color: 'green', message: t(`done.${action.kind}`, { count: done }) })
    if (nothing > 0) notifications.show({ message: t('bulk.nothing', { count: nothing }) })
    if (left > 0) notifications.show({ message: t('bulk.left', { count: left }) })
    for (const { tenantId, error } of failures.slice(0, toldAtMost))
      notifications.show({
        color: 'red',
        title: t('failed.title', { tenant: tenantId }),
        message: problemText(error),
        autoClose: 10_000,
      })
    const untold = failures.length - toldAtMost
    if (untold > 0) notifications.show({ color: 'red', message: t('failed.more', { count: untold }) })
  }

  return {
    isPending: mutation.isPending,
    act: (tenantIds: readonly string[], action: TenantAction) => {
      if (tenantIds.length > 0) start({ tenantIds, action })
    },
  }
}

/** Of several, it is shown how far it is, on every page, until it is over or somebody stops it. */
async function actAndShow({ tenantIds, action }: Wish): Promise<Tally> {
  const stop = new AbortController()
  const total = tenantIds.length
  const show = (done: number) => ({
    loading: true,
    autoClose: false as const,
    withCloseButton: false,
    message: (
      <BulkProgress done={done} total={total} onStop={stop.signal.aborted ? null : () => stop.abort()} />
    ),
  })
  const id = total > 1 ? notifications.show(show(0)) : null
  try {
    return await actOnAll({
      tenantIds,
      act: (tenantId) => actOnTenant(tenantId, action),
      sleep: (ms) => sleepUntil(ms, stop.signal),
      signal: stop.signal,
      onProgress: (done) => id !== null && notifications.update({ id, ...show(done) }),
    })
  } finally {
    if (id !== null) notifications.hide(id)
  }
}

/** Ends early when somebody stops it. */
function sleepUntil(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

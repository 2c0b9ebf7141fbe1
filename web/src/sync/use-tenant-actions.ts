import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { actOnTenant, type TenantAction } from '../data/tenant-actions.ts'
import { useSingleFlight } from '../data/use-single-flight.ts'
import { useProblemText } from '../i18n/use-problem-text.ts'

/** As many calls at a time: more would only wait for each other. */
const atOnce = 4
/** As many failures are told one by one. */
const toldAtMost = 3

interface Wish {
  readonly tenantIds: readonly string[]
  readonly action: TenantAction
}

interface Failure {
  readonly tenantId: string
  readonly error: unknown
}

/** Acts on tenants and says what came of it. While it does, nothing is begun a second time. */
export function useTenantActions() {
  const { t } = useTranslation('sync')
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const mutation = useMutation({
    mutationFn: (wish: Wish) => actOnAll(wish),
    onSuccess: (failures, { tenantIds, action }) => tell(failures, tenantIds.length, action),
    onSettled: (_failures, _error, { tenantIds }) => {
      void queryClient.invalidateQueries({ queryKey: ['fleet'] })
      for (const of of ['status', 'connections', 'backfill', 'runs'])
        for (const tenantId of tenantIds) void queryClient.invalidateQueries({ queryKey: [of, tenantId] })
    },
  })

  const start = useSingleFlight(mutation)

  function tell(failures: readonly Failure[], count: number, action: TenantAction): void {
    const done = count - failures.length
    if (done > 0) notifications.show({ color: 'green', message: t(`done.${action.kind}`, { count: done }) })
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

/** Does it to each of them, whatever becomes of the others. Answers those with which it did not work. */
async function actOnAll({ tenantIds, action }: Wish): Promise<readonly Failure[]> {
  const waiting = [...tenantIds]
  const failures: Failure[] = []
  async function work(): Promise<void> {
    for (let tenantId = waiting.shift(); tenantId !== undefined; tenantId = waiting.shift()) {
      try {
        await actOnTenant(tenantId, action)
      } catch (error) {
        failures.push({ tenantId, error })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return failures
}

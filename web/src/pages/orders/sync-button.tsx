import { Button, Tooltip } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Connection } from '../../data/connections.ts'
import type { SyncOutcome } from '../../data/follow-sync.ts'
import { useSyncNow } from '../../data/sync-now.ts'
import { useProblemText, useReasonText } from '../../i18n/use-problem-text.ts'
import { useIsWatched } from '../../ui/use-is-watched.ts'
import classes from './sync-button.module.css'

interface SyncButtonProps {
  readonly tenantId: string
  /** Those that will be synced: at least one. */
  readonly connections: readonly Connection[]
}

interface Told {
  readonly color?: string
  readonly title?: string
  readonly message: string
}

/** Asks Amazon for what changed, now, and names the seller account that is asked about. */
export function SyncButton({ tenantId, connections }: SyncButtonProps) {
  const { t } = useTranslation('orders')
  const problemText = useProblemText()
  const reasonText = useReasonText()
  const [first] = connections
  const account =
    connections.length === 1 && first !== undefined
      ? t('sync.account', { seller: first.sellingPartnerId, region: first.region })
      : t('sync.accounts', { count: connections.length })

  const isWatched = useIsWatched()
  const sync = useSyncNow(tenantId, {
    onUnderWay: () => tell({ message: t('sync.underWay') }),
    onOutcome: (outcome) => tell(describe(outcome)),
    onError: (error) => tell({ color: 'red', title: t('sync.failed'), message: problemText(error) }),
  })

  /** On another page it would not be known which account is meant. */
  function tell({ message, ...rest }: Told): void {
    const isHere = isWatched.current
    notifications.show({ ...rest, message: isHere ? message : t('sync.elsewhere', { account, message }) })
  }

  function describe(result: SyncOutcome | null): Told {
    if (result === null) return { message: t('sync.slow') }
    if (result.success) return { color: 'green', message: t('sync.done', { count: result.ordersProcessed }) }
    // It came between this click and its turn, and does what was asked for.
    if (result.reasonCode === 'LOCK_UNAVAILABLE') return { message: t('sync.underWay') }
    return { color: 'red', title: t('sync.failed'), message: reasonText(result.reasonCode, result.message) }
  }
  return (
    <Tooltip label={account}>
      <Button
        onClick={() => sync.change()}
        aria-disabled={sync.isPending}
        leftSection={
          <IconRefresh size={16} stroke={1.8} className={sync.isPending ? classes.turning : undefined} />
        }
      >
        {sync.isPending ? t('sync.running') : t('sync.now')}
        <span className={classes.account}>{account}</span>
      </Button>
    </Tooltip>
  )
}

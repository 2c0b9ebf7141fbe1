import { Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { fleetQuery } from '../../data/fleet.ts'
import { useLiveFleet } from '../../data/use-live-status.ts'
import { LiveMark } from '../../sync/live-mark.tsx'
import { useServerNow } from '../../sync/use-server-now.ts'
import { FailedState } from '../../ui/failed-state.tsx'
import { IgnoredNotice } from '../../ui/ignored-notice.tsx'
import { Page } from '../../ui/page.tsx'
import { StillTrying } from '../../ui/still-trying.tsx'
import { FleetFound } from './fleet-found.tsx'
import { FleetSkeleton } from './fleet-skeleton.tsx'
import { SyncAllButton } from './sync-all-button.tsx'
import { useFleetSearch } from './use-fleet-search.ts'

/** While the stream tells what changes, the whole is only read to find what time alone changed. */
const liveRefreshMs = 60_000
const pollMs = 5000
/** What is told relative to now grows old. */
const tickMs = 10_000
/** A fleet of more pages is asked for less often. */
const tenantsPerPage = 1000

/** Every tenant: how it is served, why, and what to do. */
export function FleetView() {
  const { t } = useTranslation('fleet')
  const { search } = useFleetSearch()
  const liveness = useLiveFleet()
  const fleet = useQuery({
    ...fleetQuery,
    refetchInterval: ({ state }) => {
      const pages = Math.ceil((state.data?.tenants.length ?? 0) / tenantsPerPage)
      return liveness === 'live' ? liveRefreshMs : pollMs * Math.max(1, pages)
    },
  })
  const now = useServerNow(fleet.data?.clockAheadMs ?? 0, tickMs)
  const count = fleet.data?.tenants.length
  const subtitle = useMemo(() => (count === undefined ? ' ' : t('count', { count })), [count, t])
  return (
    <Page
      title={t('title')}
      beside={<LiveMark liveness={liveness} />}
      subtitle={subtitle}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={16} stroke={1.8} />}
            renderRoot={(props) => <Link to="/connect" search={{ tenantId: undefined }} {...props} />}
          >
            {t('connect')}
          </Button>
          <SyncAllButton />
        </>
      }
    >
      <IgnoredNotice names={['health', 'sort']} read={search} />
      <StillTrying query={fleet} />
      {fleet.data !== undefined && <FleetFound tenants={fleet.data.tenants} now={now} />}
      {fleet.data === undefined && fleet.error !== null && (
        <FailedState error={fleet.error} onRetry={() => void fleet.refetch()} isRetrying={fleet.isFetching} />
      )}
      {fleet.isPending && <FleetSkeleton />}
    </Page>
  )
}

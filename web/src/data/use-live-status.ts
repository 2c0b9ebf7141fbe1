import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fleetQuery, noteTold, withChanges } from './fleet.ts'
import { type Liveness, openStatusStream } from './status-stream.ts'

/** What is asked for again when something of a tenant changed: a key begins with this, the tenant follows. */
const ofTenant = ['status', 'connections', 'backfill', 'runs', 'quarantine'] as const

/** The stream begins with what changed in the five seconds before it opened; one of them is left to it for opening. */
const toldBeforeMs = 4000

/** Reads the fleet again unless what is there, or on its way, was asked for so lately that the stream tells the rest. */
async function readAgainIfOld(queryClient: QueryClient): Promise<void> {
  const openedAt = performance.now()
  const fleet = await queryClient.ensureQueryData(fleetQuery).catch(() => null)
  if (fleet !== null && openedAt - fleet.askedAt < toldBeforeMs) return
  await queryClient.invalidateQueries({ queryKey: fleetQuery.queryKey })
}

/** Keeps the rows of the fleet as they are on the server. */
export function useLiveFleet(): Liveness {
  const queryClient = useQueryClient()
  const [liveness, setLiveness] = useState<Liveness>('live')
  useEffect(
    () =>
      openStatusStream(null, {
        onLiveness: setLiveness,
        onOpen: () => void readAgainIfOld(queryClient),
        onChanges: (changes) => {
          noteTold(changes)
          queryClient.setQueryData(fleetQuery.queryKey, (fleet) => fleet && withChanges(fleet, changes))
        },
      }),
    [queryClient],
  )
  return liveness
}

/** Asks again for what is shown of a tenant as soon as something of it changed. */
export function useLiveTenant(tenantId: string): Liveness {
  const queryClient = useQueryClient()
  const [liveness, setLiveness] = useState<Liveness>('live')
  useEffect(() => {
    const askAgain = (): void => {
      for (const of of ofTenant) void queryClient.invalidateQueries({ queryKey: [of, tenantId] })
    }
    return openStatusStream(tenantId, {
      onLiveness: setLiveness,
      onOpen: askAgain,
      onChanges: askAgain,
    })
  }, [queryClient, tenantId])
  return liveness
}

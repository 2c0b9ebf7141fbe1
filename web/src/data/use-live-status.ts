import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { fleetQuery, withChanges } from './fleet.ts'
import { type Liveness, openStatusStream } from './status-stream.ts'

/** What is asked for again when something of a tenant changed: a key begins with this, the tenant follows. */
const ofTenant = ['status', 'connections', 'backfill', 'runs', 'quarantine'] as const

/** Keeps the rows of the fleet as they are on the server. */
export function useLiveFleet(): Liveness {
  const queryClient = useQueryClient()
  const [liveness, setLiveness] = useState<Liveness>('live')
  useEffect(
    () =>
      openStatusStream(null, {
        onLiveness: setLiveness,
        onOpen: () => void queryClient.invalidateQueries({ queryKey: fleetQuery.queryKey }),
        onChanges: (changes) =>
          queryClient.setQueryData(fleetQuery.queryKey, (fleet) => fleet && withChanges(fleet, changes)),
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

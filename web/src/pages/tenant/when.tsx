import type { ReactNode } from 'react'
import { Instant } from '../../ui/instant.tsx'

/** A moment for a line of facts; nothing for one that has not been. `now` is the server's, in ms. */
export function when(
  at: string | null,
  as: 'dateTime' | 'date' | 'relative' = 'dateTime',
  now?: number,
): ReactNode {
  if (at === null) return null
  return <Instant at={at} as={as} {...(now === undefined ? {} : { now })} />
}

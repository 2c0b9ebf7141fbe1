import { startTransition, useEffect, useState } from 'react'
import { browserNow } from '../api/server-clock.ts'

/** The time of the server in ms, again every `everyMs`: what is told relative to now grows old by itself. */
export function useServerNow(clockAheadMs: number, everyMs: number): number {
  const [now, setNow] = useState(browserNow)
  useEffect(() => {
    // Every row that tells a time is drawn anew: whoever scrolls or types does not wait for it.
    const timer = setInterval(() => startTransition(() => setNow(browserNow())), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + clockAheadMs
}

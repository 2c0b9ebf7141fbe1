import { startTransition, useEffect, useState } from 'react'

/** The time of the server in ms, again every `everyMs`: what is told relative to now grows old by itself. */
export function useServerNow(clockAheadMs: number, everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    // Every row that tells a time is drawn anew: whoever scrolls or types does not wait for it.
    const timer = setInterval(() => startTransition(() => setNow(Date.now())), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + clockAheadMs
}

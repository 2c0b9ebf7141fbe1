import { useEffect, useState } from 'react'

/** The time of the server in ms, again every `everyMs`: what is told relative to now grows old by itself. */
export function useServerNow(clockAheadMs: number, everyMs: number): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
  return now + clockAheadMs
}

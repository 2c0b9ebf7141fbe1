import { startTransition, useEffect, useState } from 'react'

/**
 * False while the part that asks is drawn for the first time, true soon after it is there: of what is long, the beginning can
 * be read before the rest is drawn. Other than `AfterPaint` also within what is itself drawn later.
 */
export function useIsPainted(): boolean {
  const [isPainted, setPainted] = useState(false)
  useEffect(() => startTransition(() => setPainted(true)), [])
  return isPainted
}

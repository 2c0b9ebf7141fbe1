import { startTransition, useEffect, useState } from 'react'

/** Where the dashboard was opened: from an order one comes back to its row. */
const openedAt = performance.getEntriesByType('navigation')[0]?.name ?? ''
let wasDrawn = /\/orders\/./.test(openedAt)

/**
 * Of the first list that a browser draws after it was opened, the beginning can be read before the rest is drawn. Every later one
 * is whole at once: whoever comes back finds the place where one was.
 */
export function useDrawnRows<Row>(rows: readonly Row[], atFirst: number): readonly Row[] {
  const [isWhole, setWhole] = useState(wasDrawn)
  useEffect(() => {
    wasDrawn = true
    startTransition(() => setWhole(true))
  }, [])
  return isWhole ? rows : rows.slice(0, atFirst)
}

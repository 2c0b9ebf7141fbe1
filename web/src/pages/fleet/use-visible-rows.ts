import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'

/**
 * Of a list that scrolls with the page, the rows in sight and a few beside; `before` and `after` are the pixels in the
 * place of the others.
 */
export function useVisibleRows<List extends HTMLElement, Row>(all: readonly Row[], rowHeight: number) {
  const list = useRef<List>(null)
  const [top, setTop] = useState(0)
  // After each rendering: what stands above may grow or go.
  useLayoutEffect(() => {
    const measured = (list.current?.getBoundingClientRect().top ?? 0) + window.scrollY
    if (Math.abs(measured - top) > 1) setTop(measured)
  })
  const virtualizer = useWindowVirtualizer({
    count: all.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: top,
  })
  const items = virtualizer.getVirtualItems()
  const first = items[0]
  const last = items.at(-1)
  return {
    list,
    rows: items.flatMap(({ index }) => {
      const of = all[index]
      return of === undefined ? [] : [{ index, of }]
    }),
    before: (first?.start ?? top) - top,
    after: virtualizer.getTotalSize() - ((last?.end ?? top) - top),
  }
}

import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, useState } from 'react'

/**
 * Of a list that scrolls with the page, the rows in sight and a few beside; `before` and `after` are the pixels in the
 * place of the others.
 */
export function useVisibleRows<List extends HTMLElement, Row>(all: readonly Row[], rowHeight: number) {
  const list = useRef<List>(null)
  const [top, setTop] = useState(0)
  // What stands above may grow or go, and the page with it. Asking after each rendering would lay it out once more.
  useLayoutEffect(() => {
    const measure = (): void =>
      setTop(Math.round((list.current?.getBoundingClientRect().top ?? 0) + window.scrollY))
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(document.body)
    return () => observer.disconnect()
  }, [])
  const virtualizer = useWindowVirtualizer({
    count: all.length,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollMargin: top,
    // Before anything is measured.
    initialRect: { width: innerWidth, height: innerHeight },
    // The page goes on scrolling while rows are drawn; the ones beside are there already.
    useFlushSync: false,
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

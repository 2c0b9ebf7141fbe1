import { type ReactNode, useDeferredValue } from 'react'

/** What is worked on when the rest has been painted: on a slow machine half a page is a quarter of a second of work. */
export function AfterPaint({ children }: { readonly children: ReactNode }) {
  const isPainted = useDeferredValue(true, false)
  return isPainted && children
}

import { type ReactNode, useDeferredValue } from 'react'
import { useIsHydrating } from './use-is-hydrating.ts'

/**
 * What is worked on when the rest has been painted: on a slow machine half a page is a quarter of a second of work. The server
 * renders all at once.
 */
export function AfterPaint({ children }: { readonly children: ReactNode }) {
  const isPainted = useDeferredValue(true, useIsHydrating())
  return isPainted && children
}

import { useRouter } from '@tanstack/react-router'
import { type RefObject, useEffect, useRef } from 'react'

/** The page that is open; of the one that somebody began with, the browser itself reads from the top. */
let place: { readonly path: string; readonly isFirst: boolean } | undefined

/**
 * For the title of a page: it has the focus when somebody comes from another one, else keys and screen readers would go on from
 * nowhere. Focus that is in the content already (a row that one came back to, the tour) stays. A page that is drawn anew with what it
 * waited for, is no other one.
 */
export function useFocusOnArrival(): RefObject<HTMLHeadingElement | null> {
  const title = useRef<HTMLHeadingElement>(null)
  const router = useRouter()
  useEffect(() => {
    const path = router.latestLocation.pathname
    const isOther = place?.path !== path
    if (isOther) place = { path, isFirst: place === undefined }
    const focused = document.activeElement
    const isLost = focused === null || focused === document.body
    if (place?.isFirst === true || focused?.closest('main') != null || !(isOther || isLost)) return
    title.current?.focus({ preventScroll: true })
  }, [router])
  return title
}

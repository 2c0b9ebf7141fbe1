import { type RefObject, useEffect, useRef } from 'react'

/** Whether the part is still on the page (and open, if it opens): what ends later is then told, and leads nobody anywhere. */
export function useIsWatched(isOpen = true): RefObject<boolean> {
  const isWatched = useRef(false)
  useEffect(() => {
    isWatched.current = isOpen
    return () => {
      isWatched.current = false
    }
  }, [isOpen])
  return isWatched
}

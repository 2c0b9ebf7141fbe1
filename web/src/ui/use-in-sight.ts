import { type RefObject, useEffect, useRef } from 'react'

/** For an element in a row that scrolls on a phone: brings it into sight when `isWanted` begins. */
export function useInSight<Element extends HTMLElement>(isWanted: boolean): RefObject<Element | null> {
  const element = useRef<Element>(null)
  useEffect(() => {
    if (isWanted) element.current?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [isWanted])
  return element
}

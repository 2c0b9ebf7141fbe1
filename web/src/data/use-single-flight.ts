import type { UseMutationResult } from '@tanstack/react-query'
import { useRef } from 'react'

/** Makes the change, unless one is under way: a second click comes before the page could show the first. */
export function useSingleFlight<Data, Wish>(
  mutation: UseMutationResult<Data, Error, Wish>,
): (wish: Wish) => void {
  const isUnderWay = useRef(false)
  return (wish) => {
    if (isUnderWay.current) return
    isUnderWay.current = true
    void mutation.mutateAsync(wish).then(end, end)
  }

  function end(): void {
    isUnderWay.current = false
  }
}

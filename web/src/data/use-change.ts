import { type UseMutationOptions, useMutation } from '@tanstack/react-query'
import { useRef } from 'react'

/**
 * A change at the server. `change` asks for it; while one is under way, asking again does nothing, so that a second
 * click is harmless however fast it comes. Changes are never repeated by themselves. `reset` forgets how the last one ended, and
 * does nothing while one is under way: its answer may be the only place where a secret stands.
 */
export function useChange<Result, Input = void>(options: UseMutationOptions<Result, Error, Input>) {
  const isUnderWay = useRef(false)
  const mutation = useMutation({
    ...options,
    onSettled: (...settled) => {
      isUnderWay.current = false
      return options.onSettled?.(...settled)
    },
  })
  return {
    ...mutation,
    change: (...asked: Parameters<typeof mutation.mutate>): void => {
      if (isUnderWay.current) return
      isUnderWay.current = true
      mutation.mutate(...asked)
    },
    reset: (): void => {
      if (!isUnderWay.current) mutation.reset()
    },
  }
}

import { useSyncExternalStore } from 'react'

const never = (): (() => void) => () => {}

/** Whether a part is on the screen already, because the server rendered it: then it has to be the same once more. */
export function useIsHydrating(): boolean {
  return useSyncExternalStore(
    never,
    () => false,
    () => true,
  )
}

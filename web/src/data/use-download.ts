import type { MouseEvent } from 'react'
import { useChange } from './use-change.ts'

/**
 * For the `onClick` of a link to a file of any size, which the browser fetches by itself: that tells nobody when it is
 * refused. So `check` asks first for something small with the same rights, and `onError` hears what is wrong.
 */
export function useDownload(
  check: () => Promise<void>,
  onError: (error: Error) => void,
): (event: MouseEvent<HTMLAnchorElement>) => void {
  const { change } = useChange({
    mutationFn: async (address: string) => {
      await check()
      return address
    },
    onSuccess: download,
    onError,
  })
  return (event) => {
    // A new tab or window shows by itself what it is answered.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    change(event.currentTarget.href)
  }
}

function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}

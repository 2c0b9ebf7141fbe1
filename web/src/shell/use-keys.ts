import { useEffect, useRef } from 'react'

/**
 * Acts on single keys by what they type: `/` and `?` need Shift on some keyboards and not on others. Not while
 * somebody types, and not in front of a dialog.
 */
export function useKeys(areOn: boolean, keys: Readonly<Record<string, () => void>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    if (!areOn) return
    const onKeyDown = (event: KeyboardEvent): void => {
      const act = latest.current[event.key]
      if (act === undefined || event.ctrlKey || event.metaKey || event.altKey || isBusy(event.target)) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', onKeyDown)
    return () => document.removeEventListener('keydown', onKeyDown)
  }, [areOn])
}

function isBusy(target: EventTarget | null): boolean {
  if (document.querySelector('[role="dialog"][aria-modal="true"]') !== null) return true
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable]') !== null
}

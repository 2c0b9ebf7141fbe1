import { useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useShortcuts } from '../../shell/shortcuts.tsx'

/**
 * `j` and `k` go from row to row by moving the focus: Enter opens where it is, as any link. Whoever comes back from an order goes on at
 * its row.
 */
export function useRowKeys(areRowsThere: boolean): void {
  useShortcuts({ j: () => moveFocus(1), k: () => moveFocus(-1) })
  const router = useRouter()
  const [cameFrom] = useState(() => router.state.resolvedLocation?.pathname)
  useEffect(() => {
    if (!areRowsThere) return
    if (!isFocusUnchosen()) return
    const opened = rowLinks().find((link) => link.pathname === cameFrom)
    opened?.focus()
  }, [areRowsThere, cameFrom])
}

/** Nobody has gone anywhere yet: the focus is nowhere, or on the title, where it was put when the page opened. */
function isFocusUnchosen(): boolean {
  const focused = document.activeElement
  return focused === null || focused === document.body || focused.tagName === 'H1'
}

function rowLinks(): readonly HTMLAnchorElement[] {
  return [...document.querySelectorAll<HTMLAnchorElement>('a[data-row-link]')]
}

function moveFocus(step: 1 | -1): void {
  const links = rowLinks()
  const row = document.activeElement?.closest('tr, li')
  const current = links.findIndex((link) => row?.contains(link) === true)
  const next = current === -1 ? links[0] : links[current + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

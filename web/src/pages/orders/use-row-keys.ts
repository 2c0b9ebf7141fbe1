import { useShortcuts } from '../../shell/shortcuts.tsx'

/** `j` and `k` go from row to row by moving the focus: Enter opens where it is, as any link. */
export function useRowKeys(): void {
  useShortcuts({ j: () => moveFocus(1), k: () => moveFocus(-1) })
}

function moveFocus(step: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-row-link]')]
  const row = document.activeElement?.closest('tr, li')
  const current = links.findIndex((link) => row?.contains(link) === true)
  const next = current === -1 ? links[0] : links[current + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}

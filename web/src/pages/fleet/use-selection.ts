import { useCallback, useMemo, useState } from 'react'
import type { FleetTenant } from '../../data/fleet.ts'

/** The tenants that somebody ticked. One that is gone is not among them any more. */
export function useSelection(tenants: readonly FleetTenant[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const selected = useMemo(() => {
    if (ticked.size === 0) return ticked
    return new Set(tenants.flatMap(({ tenantId }) => (ticked.has(tenantId) ? [tenantId] : [])))
  }, [tenants, ticked])
  // Always the same: rows that did not change are not drawn again.
  const toggle = useCallback((tenantId: string) => {
    setTicked((before) => {
      const next = new Set(before)
      if (!next.delete(tenantId)) next.add(tenantId)
      return next
    })
  }, [])
  return {
    selected,
    toggle,
    /** Ticks all of these, or none when all of them are ticked. */
    toggleAll: (shown: readonly FleetTenant[]) => {
      const isEvery = shown.every(({ tenantId }) => ticked.has(tenantId))
      setTicked(isEvery ? new Set() : new Set(shown.map(({ tenantId }) => tenantId)))
    },
    clear: () => setTicked(new Set()),
  }
}

export type Selection = ReturnType<typeof useSelection>

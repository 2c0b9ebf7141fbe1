import { useNavigate, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type FleetAddress, type FleetSearch, readSorting, toFleetSearch } from './fleet-search.ts'

/** What the address of the fleet says, and a way to change it. */
export function useFleetSearch() {
  const address: FleetAddress = useSearch({ from: '/signed-in/fleet' })
  const search = useMemo(() => toFleetSearch(address), [address])
  const navigate = useNavigate({ from: '/fleet' })
  return {
    search,
    sorting: readSorting(search),
    change: (changes: FleetSearch, options?: { readonly replace: boolean }) =>
      navigate({
        search: (before) => ({ ...before, ...changes }),
        replace: options?.replace ?? false,
        resetScroll: false,
      }),
  }
}

export type FleetSearchState = ReturnType<typeof useFleetSearch>

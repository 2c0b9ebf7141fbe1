import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FleetSearch, readSorting } from './fleet-search.ts'

/** What the address of the fleet says, and a way to change it. */
export function useFleetSearch() {
  const search: FleetSearch = useSearch({ from: '/signed-in/fleet' })
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

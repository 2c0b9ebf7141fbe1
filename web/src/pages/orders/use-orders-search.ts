import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router'
import { useMemo } from 'react'
import { type FilterName, filterNames, type OrdersSearch, readFilters } from './orders-search.ts'

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** The cursors of the pages before this one, oldest first: the way back, kept with each entry of the history. */
    pagesBefore?: readonly (string | null)[]
  }
}

/** What the address of the list says, and ways to change it. */
export function useOrdersSearch() {
  const search: OrdersSearch = useSearch({ from: '/signed-in/orders' })
  const pagesBefore = useRouterState({ select: ({ location }) => location.state.pagesBefore })
  const navigate = useNavigate({ from: '/orders' })
  const filters = useMemo(() => readFilters(search), [search])

  return {
    search,
    filters,
    after: search.after,
    pagesBefore: pagesBefore ?? [],
    /** Changes some filters and starts at the first page. While somebody types, the history keeps one entry. */
    change: (
      changes: Partial<Record<FilterName, string | undefined>>,
      options?: { readonly replace: boolean },
    ) =>
      navigate({
        search: ({ after: _, ...before }) => ({ ...before, ...changes }),
        replace: options?.replace ?? false,
      }),
    clear: () =>
      navigate({
        search: (before) => ({
          ...before,
          ...Object.fromEntries([...filterNames, 'after'].map((name) => [name, undefined])),
        }),
      }),
    goTo: (after: string | null, before: readonly (string | null)[]) =>
      navigate({
        search: (search) => ({ ...search, after: after ?? undefined }),
        state: { pagesBefore: before },
        resetScroll: true,
      }),
  }
}

export type OrdersSearchState = ReturnType<typeof useOrdersSearch>

import { useLocalStorage } from '@mantine/hooks'
import { type ColumnId, hiddenAtFirst } from './column-ids.ts'

export type Density = 'comfortable' | 'compact'

interface ListView {
  readonly density: Density
  readonly hidden: readonly ColumnId[]
}

/** How somebody likes the list: kept in this browser. */
export function useListView() {
  const [view, setView] = useLocalStorage<ListView>({
    key: 'ordersync-orders-view',
    defaultValue: { density: 'comfortable', hidden: hiddenAtFirst },
    getInitialValueInEffect: false,
  })
  return {
    ...view,
    setDensity: (density: Density) => setView({ ...view, density }),
    toggleColumn: (column: ColumnId) =>
      setView({
        ...view,
        hidden: view.hidden.includes(column)
          ? view.hidden.filter((hidden) => hidden !== column)
          : [...view.hidden, column],
      }),
  }
}

export type ListViewState = ReturnType<typeof useListView>

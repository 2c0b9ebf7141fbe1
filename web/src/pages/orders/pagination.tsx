import { Button } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { type OrderPage, ordersPerPage } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import classes from './pagination.module.css'
import type { OrdersSearchState } from './use-orders-search.ts'

interface PaginationProps {
  readonly search: OrdersSearchState
  readonly page: OrderPage
  /** The page is that of another address, while the one that was asked for is on its way: its ways on lead astray. */
  readonly isOutdated: boolean
}

/** How much of the list is on the screen, and the ways to the rest of it. */
export function Pagination({ search, page, isOutdated }: PaginationProps) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const { after, pagesBefore, goTo } = search
  const previous = pagesBefore.at(-1)
  const isFirst = after === undefined
  // Of an address that was sent by somebody only the page itself is known, not its place.
  const isPlaceKnown = (isFirst || previous !== undefined) && page.orders.length > 1
  const before = pagesBefore.length * ordersPerPage
  const shown = isPlaceKnown
    ? `${format.number(before + 1)}–${format.number(before + page.orders.length)}`
    : format.number(page.orders.length)
  const turn: typeof goTo = async (...to) => {
    if (!isOutdated) await goTo(...to)
  }
  return (
    <nav className={classes.pagination} aria-label={t('page.label')}>
      <span className={classes.shown}>{t('page.shown', { shown, total: format.number(page.total) })}</span>
      {!isFirst && (
        <Button variant="subtle" size="compact-sm" onClick={() => void goTo(null, [])}>
          {t('page.first')}
        </Button>
      )}
      <Button
        variant="default"
        size="compact-sm"
        leftSection={<IconChevronLeft size={15} />}
        disabled={isFirst || previous === undefined}
        aria-disabled={isOutdated}
        onClick={() => void turn(previous ?? null, pagesBefore.slice(0, -1))}
      >
        {t('page.previous')}
      </Button>
      <Button
        variant="default"
        size="compact-sm"
        rightSection={<IconChevronRight size={15} />}
        disabled={page.next === null}
        aria-disabled={isOutdated}
        onClick={() => void turn(page.next, [...pagesBefore, after ?? null])}
      >
        {t('page.next')}
      </Button>
    </nav>
  )
}

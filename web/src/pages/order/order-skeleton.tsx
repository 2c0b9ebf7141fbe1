import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './order-found.module.css'

/** In the place of an order that is on its way. */
export function OrderSkeleton() {
  const { t } = useTranslation()
  return (
    <div className={classes.columns} role="status" aria-label={t('state.loading')}>
      <div className={classes.main} aria-hidden>
        <Skeleton height={180} radius="md" />
        <Skeleton height={120} radius="md" />
      </div>
      <div className={classes.side} aria-hidden>
        <Skeleton height={300} radius="md" />
      </div>
    </div>
  )
}

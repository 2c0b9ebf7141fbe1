import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './orders-skeleton.module.css'

const rows = Array.from({ length: 12 }, (_, index) => index)
const widths = ['150px', '90px', '84px', '34%', '70px', '110px']

/** In the place of the list while the first answer is on its way. */
export function OrdersSkeleton() {
  const { t } = useTranslation()
  return (
    <div role="status" aria-label={t('state.loading')}>
      {rows.map((row) => (
        <div key={row} className={classes.row} aria-hidden>
          {widths.map((width) => (
            <Skeleton key={width} height={11} width={width} radius="xl" />
          ))}
        </div>
      ))}
    </div>
  )
}

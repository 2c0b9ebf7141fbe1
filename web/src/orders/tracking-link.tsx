import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OrderPackage } from '../data/orders.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import classes from './tracking-link.module.css'

interface TrackingLinkProps {
  readonly of: OrderPackage
  /** In a column that is as wide as a number: the carrier stands above it. */
  readonly narrow?: boolean
}

/** Carrier and number of a package: a link to the carrier's page where one is known, else a number to copy. */
export function TrackingLink({ of: pack, narrow }: TrackingLinkProps) {
  const { t } = useTranslation(['orders', 'common'])
  const { carrier, trackingNumber, trackingUrl } = pack
  if (trackingNumber === undefined) return <span className={classes.carrier}>{carrier ?? '—'}</span>
  if (trackingUrl === undefined) {
    return (
      <span className={classes.tracking} title={t('detail.noTrackingPage')} data-narrow={narrow}>
        <span className={classes.carrier} title={carrier}>
          {carrier}
        </span>
        <span className={classes.number}>{trackingNumber}</span>
        <CopyButton text={trackingNumber} />
      </span>
    )
  }
  return (
    <a
      href={trackingUrl}
      target="_blank"
      rel="noreferrer"
      className={classes.tracking}
      title={t('common:action.opensNewTab')}
      data-narrow={narrow}
    >
      <span className={classes.carrier} title={carrier}>
        {carrier}
      </span>{' '}
      <span className={classes.number}>{trackingNumber}</span>
      <IconExternalLink size={13} aria-hidden />
    </a>
  )
}

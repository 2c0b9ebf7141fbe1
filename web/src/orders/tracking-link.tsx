import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { OrderPackage } from '../data/orders.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import classes from './tracking-link.module.css'

/** Carrier and number of a package: a link to the carrier's page where one is known, else a number to copy. */
export function TrackingLink({ of: pack }: { readonly of: OrderPackage }) {
  const { t } = useTranslation(['orders', 'common'])
  const { carrier, trackingNumber, trackingUrl } = pack
  if (trackingNumber === undefined) return <span className={classes.carrier}>{carrier ?? '—'}</span>
  if (trackingUrl === undefined) {
    return (
      <span className={classes.tracking} title={t('detail.noTrackingPage')}>
        <span className={classes.carrier}>{carrier}</span>
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
    >
      <span className={classes.carrier}>{carrier}</span>{' '}
      <span className={classes.number}>{trackingNumber}</span>
      <IconExternalLink size={13} aria-hidden />
    </a>
  )
}

import { Button } from '@mantine/core'
import { IconPackageImport, IconRefresh } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { ActionLabel } from '../../ui/action-label.tsx'
import classes from './actions-place.module.css'
import syncClasses from './sync-button.module.css'

/** As long as the ids of Amazon's sellers are. */
const someSeller = 'A1B2C3D4E5F6G7'

/** The place of what needs a connection, while it is not known whether there is one: coming later, it would push the list down. */
export function ActionsPlace() {
  const { t } = useTranslation('orders')
  return (
    <span className={classes.place} aria-hidden>
      <Button component="span" variant="default">
        <ActionLabel icon={IconPackageImport} text={t('import.button')} />
      </Button>
      <Button component="span" leftSection={<IconRefresh size={16} stroke={1.8} />}>
        {t('sync.now')}
        <span className={syncClasses.account}>{t('sync.account', { seller: someSeller, region: 'EU' })}</span>
      </Button>
    </span>
  )
}

import { Button } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './empty-state.tsx'

/** In the place of a page that this session may not see. The server was not even asked. */
export function NotYours() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={IconLock} title={t('state.notYours')} text={t('state.notYoursText')}>
      <Button component={Link} to="/orders" variant="default">
        {t('state.toOrders')}
      </Button>
    </EmptyState>
  )
}

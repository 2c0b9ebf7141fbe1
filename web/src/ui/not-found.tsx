import { Button } from '@mantine/core'
import { IconCompass } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './empty-state.tsx'

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation()
  return (
    <EmptyState icon={IconCompass} title={t('state.notFound')} text={t('state.notFoundText')}>
      <Button component={Link} to="/orders" variant="default">
        {t('state.toOrders')}
      </Button>
    </EmptyState>
  )
}

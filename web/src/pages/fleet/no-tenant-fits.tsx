import { Button } from '@mantine/core'
import { IconZoomExclamation } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../i18n/use-format.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import type { FleetSearchState } from './use-fleet-search.ts'

interface NoTenantFitsProps {
  readonly search: FleetSearchState
  readonly total: number
}

export function NoTenantFits({ search, total }: NoTenantFitsProps) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  return (
    <EmptyState
      icon={IconZoomExclamation}
      title={t('none.title')}
      text={t('none.text', { total: format.number(total) })}
    >
      <Button variant="default" onClick={() => void search.change({ q: undefined, health: undefined })}>
        {t('none.clear')}
      </Button>
    </EmptyState>
  )
}

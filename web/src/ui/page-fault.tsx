import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { EmptyState } from './empty-state.tsx'

/** A page that threw: a fault of ours. Also what is seen when a part of the dashboard was replaced by a newer version. */
export function PageFault() {
  const { t } = useTranslation()
  return (
    <EmptyState
      icon={IconAlertTriangle}
      title={t('state.crashed')}
      text={t('state.crashedText')}
      role="alert"
    >
      <Button onClick={() => location.reload()}>{t('state.reload')}</Button>
    </EmptyState>
  )
}

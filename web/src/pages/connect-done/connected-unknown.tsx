import { Button } from '@mantine/core'
import { IconPlugConnected } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'

/** Connected, and the address does not say to whom: the consent was asked for elsewhere. */
export function ConnectedUnknown() {
  const { t } = useTranslation(['connect', 'tenant'])
  return (
    <Panel title={t('progress.panel')}>
      <EmptyState icon={IconPlugConnected} title={t('done.title')} text={t('done.unknown')} role="status">
        <Button renderRoot={(props) => <Link to="/fleet" {...props} />} variant="default">
          {t('tenant:missing.toFleet')}
        </Button>
      </EmptyState>
    </Panel>
  )
}

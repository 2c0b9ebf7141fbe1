import { Button } from '@mantine/core'
import { IconPlugConnectedX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCodeText } from '../../i18n/use-problem-text.ts'
import { useSession } from '../../session/use-session.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Panel } from '../../ui/panel.tsx'

interface ConnectFailedProps {
  readonly code: string
  readonly marketplaceId: string | undefined
}

/** Why nothing was connected, what to do, and the way to do it, with what was chosen before. */
export function ConnectFailed({ code, marketplaceId }: ConnectFailedProps) {
  const { t } = useTranslation('connect')
  const codeText = useCodeText()
  const { role } = useSession()
  const canShare = code === 'seller_connected_elsewhere' && role === 'operator'
  // The seller of another region chooses among other marketplaces.
  const again = {
    marketplaceId: code === 'consent_other_region' ? undefined : marketplaceId,
    ...(canShare ? { shared: 'yes' as const } : {}),
  }
  return (
    <Panel title={t('failed.panel')}>
      <EmptyState
        icon={IconPlugConnectedX}
        title={t('failed.title')}
        text={canShare ? t('shared.inTheWay') : codeText(code)}
        role="alert"
      >
        <Button renderRoot={(props) => <Link to="/connect" search={again} {...props} />}>
          {t(canShare ? 'failed.shared' : 'failed.again')}
        </Button>
        <Button
          variant="default"
          renderRoot={(props) => <Link to="/connect" search={{ marketplaceId, by: 'token' }} {...props} />}
        >
          {t('failed.byToken')}
        </Button>
      </EmptyState>
    </Panel>
  )
}

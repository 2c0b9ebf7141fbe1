import { Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useTranslation } from 'react-i18next'
import { type ApiKey, revokeApiKey } from '../../data/api-keys.ts'
import { useTenantMutation } from './use-tenant-mutation.ts'

interface RevokeKeyProps {
  readonly tenantId: string
  readonly apiKey: ApiKey
}

/** Ends a key for good, after asking. */
export function RevokeKey({ tenantId, apiKey: { keyId, name } }: RevokeKeyProps) {
  const { t } = useTranslation(['keys', 'common'])
  const act = useTenantMutation(tenantId)

  function revoke(): void {
    modals.openConfirmModal({
      title: t('revoke.title', { name }),
      children: <Text size="sm">{t('revoke.text')}</Text>,
      labels: { confirm: t('revoke.confirm'), cancel: t('common:action.cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('common:action.close') },
      onConfirm: () => act.run(() => revokeApiKey(tenantId, keyId), t('revoke.done')),
    })
  }
  return (
    <Button
      size="compact-xs"
      variant="default"
      disabled={act.isPending}
      onClick={revoke}
      aria-label={t('revoke.of', { name })}
    >
      {t('revoke.button')}
    </Button>
  )
}

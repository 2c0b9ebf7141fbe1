import { Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { notifications } from '@mantine/notifications'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { syncAllTenants } from '../../data/tenant-actions.ts'
import { useSingleFlight } from '../../data/use-single-flight.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'

/** Asks for a sync of every tenant that is due; what comes of it, the rows show. */
export function SyncAllButton() {
  const { t } = useTranslation(['fleet', 'common'])
  const problemText = useProblemText()
  const sync = useMutation({
    mutationFn: syncAllTenants,
    onSuccess: () => notifications.show({ color: 'green', message: t('syncAll.done') }),
    onError: (error) =>
      notifications.show({ color: 'red', title: t('syncAll.failed'), message: problemText(error) }),
  })
  const start = useSingleFlight(sync)
  return (
    <Button
      leftSection={<IconRefresh size={16} stroke={1.8} />}
      disabled={sync.isPending}
      onClick={() =>
        modals.openConfirmModal({
          title: t('syncAll.title'),
          children: <Text size="sm">{t('syncAll.text')}</Text>,
          labels: { confirm: t('syncAll.button'), cancel: t('common:action.cancel') },
          closeButtonProps: { 'aria-label': t('common:action.close') },
          onConfirm: () => start(),
        })
      }
    >
      {t('syncAll.button')}
    </Button>
  )
}

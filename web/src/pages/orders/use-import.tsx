import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { importOrder } from '../../data/orders.ts'
import { useChange } from '../../data/use-change.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'

interface Import {
  readonly tenantId: string
  /** Whether somebody waits for it in front of the dialog. */
  readonly isWatched: RefObject<boolean>
  readonly onDone: () => void
}

/** Imports an order and opens it for whoever waits; whoever went on meanwhile is told how it ended, and stays where they are. */
export function useImport({ tenantId, isWatched, onDone }: Import) {
  const { t } = useTranslation('orders')
  const problemText = useProblemText()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useChange({
    mutationFn: (orderRef: string) => importOrder(tenantId, orderRef),
    onSuccess: (outcome, orderId) => {
      void queryClient.invalidateQueries({ queryKey: ['orders', tenantId] })
      if (outcome === 'running') notifications.show({ message: t('import.running', { number: orderId }) })
      else if (isWatched.current)
        void navigate({ to: '/orders/$orderId', params: { orderId }, search: { tenantId } })
      else tellOfOrder(orderId)
      onDone()
    },
    onError: (error, orderId) => {
      if (isWatched.current) return
      notifications.show({
        color: 'red',
        title: t('import.failed', { number: orderId }),
        message: problemText(error),
        autoClose: 10_000,
      })
    },
  })

  function tellOfOrder(orderId: string): void {
    const message = (
      <Group justify="space-between" wrap="nowrap">
        <span>{t('import.stored', { number: orderId })}</span>
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => (
            <Link to="/orders/$orderId" params={{ orderId }} search={{ tenantId }} {...props} />
          )}
        >
          {t('import.open')}
        </Button>
      </Group>
    )
    notifications.show({ color: 'green', message, autoClose: 10_000 })
  }
}

import { Button, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useTranslation } from 'react-i18next'
import {
  deleteWebhook,
  moveWebhook,
  resumeFromNow,
  type Webhook,
  type WebhookMove,
} from '../../data/webhooks.ts'
import classes from './overview-tab.module.css'
import { RotateSecret } from './rotate-secret.tsx'
import { useTenantMutation } from './use-tenant-mutation.ts'

/** Pause, resume, try, change the secret, delete. */
export function WebhookActions({ webhook }: { readonly webhook: Webhook }) {
  const { t } = useTranslation(['webhooks', 'common'])
  const { tenantId, webhookId, status } = webhook
  const act = useTenantMutation(tenantId)
  const move = (wish: WebhookMove, done: string): void =>
    act.run(() => moveWebhook(tenantId, webhookId, wish), done)

  const confirm = (what: 'delete' | 'leaveOut', onConfirm: () => void): void => {
    modals.openConfirmModal({
      title: t(`${what}.title`),
      children: <Text size="sm">{t(`${what}.text`)}</Text>,
      labels: { confirm: t(`${what}.confirm`), cancel: t('common:action.cancel') },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': t('common:action.close') },
      onConfirm,
    })
  }
  const remove = (): void =>
    confirm('delete', () => act.run(() => deleteWebhook(tenantId, webhookId), t('doneText.deleted')))
  const leaveOut = (): void =>
    confirm('leaveOut', () => act.run(() => resumeFromNow(tenantId, webhookId), t('doneText.resumed')))

  return (
    <div className={classes.actions}>
      {status === 'active' ? (
        <>
          <Button
            variant="default"
            disabled={act.isPending}
            onClick={() => move('pause', t('doneText.paused'))}
          >
            {t('action.pause')}
          </Button>
          <Button variant="default" disabled={act.isPending} onClick={() => move('test', t('doneText.test'))}>
            {t('action.test')}
          </Button>
        </>
      ) : (
        <>
          <Button disabled={act.isPending} onClick={() => move('resume', t('doneText.resumed'))}>
            {t('action.resume')}
          </Button>
          {status === 'disabled' && (
            <Button variant="default" disabled={act.isPending} onClick={leaveOut}>
              {t('action.resumeFromNow')}
            </Button>
          )}
        </>
      )}
      <RotateSecret webhook={webhook} />
      <Button variant="subtle" color="red" c="var(--o-bad)" disabled={act.isPending} onClick={remove}>
        {t('action.delete')}
      </Button>
    </div>
  )
}

import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Webhook } from '../../data/webhooks.ts'
import { Notice } from '../../ui/notice.tsx'
import { Quoted } from '../../ui/quoted.tsx'
import { DeliveriesPanel } from './deliveries-panel.tsx'
import classes from './run-drawer.module.css'
import { WebhookFacts } from './webhook-facts.tsx'

interface WebhookDrawerProps {
  /** Undefined: none is open, or the address names one that there is not. */
  readonly webhook: Webhook | undefined
  readonly onClose: () => void
}

/** One webhook: how it is doing, what can be done, and everything that was sent to it. */
export function WebhookDrawer({ webhook, onClose }: WebhookDrawerProps) {
  const { t } = useTranslation(['webhooks', 'common'])
  return (
    <Drawer
      opened={webhook !== undefined}
      onClose={onClose}
      // Of a dialog in front of it, Escape closes that one only; a new secret would be gone with the drawer behind.
      closeOnEscape={false}
      onKeyDown={({ key, currentTarget, target }) => {
        const isInFront = document.querySelectorAll('[role="dialog"]').length === 1
        if (key === 'Escape' && isInFront && currentTarget.contains(target as Node)) onClose()
      }}
      position="right"
      size="xl"
      title={t('one')}
      closeButtonProps={{ 'aria-label': t('common:action.close') }}
    >
      {webhook !== undefined && (
        <div className={classes.parts}>
          {webhook.status === 'disabled' && (
            <Notice tone="bad" title={t('disabled.title')}>
              {whyDisabled(webhook)}
            </Notice>
          )}
          <WebhookFacts webhook={webhook} />
          <DeliveriesPanel webhook={webhook} />
        </div>
      )}
    </Drawer>
  )

  function whyDisabled({ disabledCode, disabledReason }: Webhook): ReactNode {
    if (disabledCode !== null) return t(`disabled.${disabledCode}`)
    return (
      <>
        {disabledReason !== null && <Quoted text={disabledReason} />} {t('disabled.text')}
      </>
    )
  }
}

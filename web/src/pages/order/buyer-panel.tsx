import { Button } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { type Buyer, type OrderDetail, readBuyer } from '../../data/orders.ts'
import { useChange } from '../../data/use-change.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { useSession } from '../../session/use-session.ts'
import { Facts } from '../../ui/facts.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { addressLines } from './address-lines.ts'
import classes from './buyer-panel.module.css'

/** Who bought, for those who may know. Asked for on demand, kept nowhere, gone when the page is left. */
export function BuyerPanel({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const { canReadBuyers } = useSession()
  const problemText = useProblemText()
  const look = useChange({
    mutationFn: () => readBuyer(order.tenantId, order.externalOrderId),
    gcTime: 0,
  })
  return (
    <Panel title={t('buyer.title')}>
      {look.data !== undefined && <BuyerFacts buyer={look.data} />}
      {look.data === undefined && (
        <>
          <p className={classes.text}>{canReadBuyers ? t('buyer.text') : t('buyer.notAllowed')}</p>
          {look.error !== null && <Notice tone="bad">{problemText(look.error)}</Notice>}
          {canReadBuyers && (
            <Button variant="default" onClick={() => look.change()} loading={look.isPending}>
              {t('buyer.show')}
            </Button>
          )}
        </>
      )}
    </Panel>
  )
}

function BuyerFacts({ buyer }: { readonly buyer: Buyer }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  if (!buyer.kept) {
    const { erasedAt, erasedBecause } = buyer
    const isErased = erasedAt !== undefined && erasedBecause !== undefined
    return (
      <p className={classes.text}>
        {isErased ? t(`buyer.erased.${erasedBecause}`, { when: format.date(erasedAt) }) : t('buyer.none')}
      </p>
    )
  }
  const address = addressLines(buyer.deliveryAddress)
  return (
    <>
      <Facts
        facts={[
          [t('buyer.name'), buyer.name],
          [t('buyer.companyName'), buyer.companyName],
          [t('buyer.email'), buyer.email],
          [t('buyer.purchaseOrderNumber'), buyer.purchaseOrderNumber],
          [t('buyer.address'), <address key="a">{address.join('\n')}</address>, address.join('')],
        ]}
      />
      <p className={classes.note}>
        {buyer.deleteAfter !== undefined && t('buyer.deleteAfter', { when: format.date(buyer.deleteAfter) })}{' '}
        {t('buyer.recorded')}
      </p>
    </>
  )
}

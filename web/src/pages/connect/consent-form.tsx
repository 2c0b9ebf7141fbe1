import { Button } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askForConsent } from '../../data/connecting.ts'
import { useChange } from '../../data/use-change.ts'
import { Notice } from '../../ui/notice.tsx'
import type { ConnectSearch } from './connect-search.ts'
import classes from './connect-view.module.css'
import { MarketplaceSelect } from './marketplace-select.tsx'
import { SharedSeller } from './shared-seller.tsx'
import { useConnectProblemText } from './use-connect-problem-text.ts'
import type { TenantWish } from './use-tenant-wish.ts'

interface ConsentFormProps {
  readonly wish: TenantWish
  readonly search: ConnectSearch
}

/** Leads to Amazon's page of consent, from where the browser comes back to `/connect/done`. */
export function ConsentForm({ wish, search }: ConsentFormProps) {
  const { t } = useTranslation('connect')
  const problemText = useConnectProblemText()
  const [marketplaceId, setMarketplaceId] = useState(search.marketplaceId ?? null)
  const [isShared, setShared] = useState(search.shared === 'yes')
  const attempt = useChange({
    mutationFn: () => leave(wish, search, marketplaceId ?? '', isShared),
  })
  const { reset } = attempt
  // Back from Amazon by the browser's own button, the page may be as it was left.
  useEffect(() => {
    const onShow = ({ persisted }: PageTransitionEvent): void => {
      if (persisted) reset()
    }
    window.addEventListener('pageshow', onShow)
    return () => window.removeEventListener('pageshow', onShow)
  }, [reset])
  const isReady = wish.isReady && marketplaceId !== null

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isReady && !attempt.isSuccess) attempt.change()
  }
  return (
    <form onSubmit={submit} className={classes.fields}>
      <p className={classes.text}>{t('consent.text')}</p>
      <MarketplaceSelect value={marketplaceId} onChange={setMarketplaceId} />
      <SharedSeller isShared={isShared} onChange={setShared} error={attempt.error} />
      {attempt.error !== null && <Notice tone="bad">{problemText(attempt.error)}</Notice>}
      <div className={classes.submit}>
        <Button
          type="submit"
          disabled={!isReady}
          loading={attempt.isPending || attempt.isSuccess}
          rightSection={<IconExternalLink size={16} stroke={1.7} />}
        >
          {t('consent.submit')}
        </Button>
        {!isReady && (
          <span className={classes.text}>
            {t(wish.isReady ? 'consent.first' : wish.isNew ? 'tenant.nameFirst' : 'tenant.first')}
          </span>
        )}
      </div>
    </form>
  )
}

/** Everything that the way back needs to know is in its address: this page is left. */
async function leave(
  wish: TenantWish,
  { login }: ConnectSearch,
  marketplaceId: string,
  isShared: boolean,
): Promise<void> {
  const tenantId = await wish.prepare()
  const returnTo = `/connect/done?${new URLSearchParams({ tenantId, marketplaceId })}`
  const address = await askForConsent(tenantId, {
    marketplaceId,
    returnTo,
    ...(login === undefined ? {} : { login }),
    ...(isShared ? { allowSharedSeller: true } : {}),
  })
  window.location.assign(address)
}

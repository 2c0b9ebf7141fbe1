import { Button, MultiSelect, PasswordInput, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem.ts'
import type { Region } from '../../data/connecting.ts'
import { marketplacesQuery } from '../../data/marketplaces.ts'
import { MissingChoices } from '../../ui/missing-choices.tsx'
import { Notice } from '../../ui/notice.tsx'
import type { ConnectSearch } from './connect-search.ts'
import classes from './connect-view.module.css'
import { regions, useMarketplaceOptions } from './marketplace-select.tsx'
import { SharedSeller } from './shared-seller.tsx'
import { useConnectByToken } from './use-connect-by-token.ts'
import { useConnectProblemText } from './use-connect-problem-text.ts'
import type { TenantWish } from './use-tenant-wish.ts'

interface TokenFormProps {
  readonly wish: TenantWish
  readonly search: ConnectSearch
}

const sellerShape = /^A[A-Z0-9]{9,20}$/
const tokenShape = /^Atzr\|[\x21-\x7e]{1,2043}$/

/** For the owner of a private application, who has a refresh token. */
export function TokenForm({ wish, search }: TokenFormProps) {
  const { t } = useTranslation(['connect', 'tenant', 'common'])
  const problemText = useConnectProblemText()
  const query = useQuery(marketplacesQuery)
  const { data: marketplaces = [] } = query
  const optionsOf = useMarketplaceOptions()
  const [chosenRegion, setRegion] = useState<Region | null>(null)
  const region =
    chosenRegion ??
    marketplaces.find(({ marketplaceId }) => marketplaceId === search.marketplaceId)?.region ??
    null
  const [sellingPartnerId, setSeller] = useState(search.sellingPartnerId ?? '')
  const [refreshToken, setToken] = useState('')
  const [marketplaceIds, setMarketplaceIds] = useState<string[]>([])
  const [isShared, setShared] = useState(search.shared === 'yes')
  const attempt = useConnectByToken(wish)
  const { error } = attempt
  const seller = sellingPartnerId.trim()
  const token = refreshToken.trim()
  const isReady = wish.isReady && region !== null && sellerShape.test(seller) && tokenShape.test(token)
  const fieldOf = (name: string): string | null =>
    error instanceof ApiProblem && error.field === name ? problemText(error) : null
  const hasField = fieldOf('refreshToken') !== null || fieldOf('sellingPartnerId') !== null

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (!isReady) return
    attempt.change({
      region,
      sellingPartnerId: seller,
      refreshToken: token,
      ...(marketplaceIds.length === 0 ? {} : { marketplaceIds }),
      ...(isShared ? { allowSharedSeller: true } : {}),
    })
  }
  return (
    <form onSubmit={submit} className={classes.fields} autoComplete="off">
      <p className={classes.text}>{t('token.text')}</p>
      <Select
        label={t('token.region')}
        placeholder={t('token.regionPlaceholder')}
        data={regions.map((value) => ({ value, label: t(`tenant:region.${value}`) }))}
        value={region}
        onChange={(value) => {
          setRegion(value)
          setMarketplaceIds([])
        }}
        allowDeselect={false}
      />
      <TextInput
        label={t('token.seller')}
        description={t('token.sellerText')}
        placeholder="A1B2C3D4E5F6G7"
        value={sellingPartnerId}
        onChange={(event) => setSeller(event.currentTarget.value)}
        error={
          seller.length > 9 && !sellerShape.test(seller)
            ? t('token.sellerShape')
            : fieldOf('sellingPartnerId')
        }
        spellCheck={false}
        autoComplete="off"
      />
      <PasswordInput
        label={t('token.token')}
        description={t('token.tokenText')}
        placeholder="Atzr|…"
        value={refreshToken}
        onChange={(event) => setToken(event.currentTarget.value)}
        error={token.length > 4 && !tokenShape.test(token) ? t('token.tokenShape') : fieldOf('refreshToken')}
        visibilityToggleButtonProps={{ 'aria-label': t('common:action.showTyped') }}
        spellCheck={false}
        autoComplete="off"
      />
      <MissingChoices query={query} />
      <MultiSelect
        label={t('token.marketplaces')}
        description={t('token.marketplacesText')}
        data={optionsOf(marketplaces.filter((marketplace) => marketplace.region === region))}
        value={marketplaceIds}
        onChange={setMarketplaceIds}
        disabled={region === null}
        searchable
        clearable
      />
      <SharedSeller isShared={isShared} onChange={setShared} error={error} />
      {error !== null && !hasField && <Notice tone="bad">{problemText(error)}</Notice>}
      <div className={classes.submit}>
        <Button type="submit" disabled={!isReady} loading={attempt.isPending}>
          {t('token.submit')}
        </Button>
        {!wish.isReady && (
          <span className={classes.text}>{t(wish.isNew ? 'tenant.nameFirst' : 'tenant.first')}</span>
        )}
      </div>
    </form>
  )
}

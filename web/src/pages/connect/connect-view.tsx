import { SegmentedControl } from '@mantine/core'
import { getRouteApi } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../session/use-session.ts'
import { IgnoredNotice } from '../../ui/ignored-notice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page } from '../../ui/page.tsx'
import { Panel } from '../../ui/panel.tsx'
import { connectNames, toConnectSearch } from './connect-search.ts'
import classes from './connect-view.module.css'
import { ConsentForm } from './consent-form.tsx'
import { TenantChoice } from './tenant-choice.tsx'
import { TokenForm } from './token-form.tsx'
import { useTenantWish } from './use-tenant-wish.ts'

const route = getRouteApi('/signed-in/connect')

/** Connects a seller's Amazon account to a tenant: for the first time, or again. */
export function ConnectView() {
  const { t } = useTranslation('connect')
  const search = toConnectSearch(route.useSearch())
  const navigate = route.useNavigate()
  const wish = useTenantWish()
  const { role } = useSession()
  const { login, sellingPartnerId } = search
  const by = login === undefined ? (search.by ?? 'consent') : 'consent'
  return (
    <Page title={t('title')} subtitle={t('subtitle')}>
      <div className={classes.steps}>
        <IgnoredNotice names={connectNames} read={search} />
        {login !== undefined && (
          <Notice tone="info" title={t('appstore.title')}>
            {t('appstore.text', { seller: sellingPartnerId ?? '' })}
          </Notice>
        )}
        {login === undefined && sellingPartnerId !== undefined && (
          <Notice tone="info">{t('again', { seller: sellingPartnerId })}</Notice>
        )}
        {role === 'operator' && (
          <Panel title={t('tenant.title')}>
            <TenantChoice wish={wish} />
          </Panel>
        )}
        <Panel title={t('account.title')}>
          {login === undefined && (
            <SegmentedControl
              fullWidth
              classNames={{ label: classes.option ?? '' }}
              mb="md"
              aria-label={t('by.label')}
              value={by}
              onChange={(value) =>
                void navigate({
                  search: (before) => ({ ...before, by: value === 'token' ? ('token' as const) : undefined }),
                  replace: true,
                })
              }
              data={[
                { value: 'consent', label: t('by.consent') },
                { value: 'token', label: t('by.token') },
              ]}
            />
          )}
          {/* Both stay, so that nothing typed is lost by looking at the other. */}
          <div hidden={by !== 'consent'}>
            <ConsentForm wish={wish} search={search} />
          </div>
          <div hidden={by !== 'token'}>
            <TokenForm wish={wish} search={search} />
          </div>
        </Panel>
      </div>
    </Page>
  )
}

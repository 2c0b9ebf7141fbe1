import { Skeleton } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { useMayWrite } from '../../session/use-session.ts'
import { IgnoredNotice } from '../../ui/ignored-notice.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useInSight } from '../../ui/use-in-sight.ts'
import { tabs } from './tabs.ts'
import { namesOfTenantSearch, type TabId, tabIds, writersTabs } from './tenant-search.ts'
import classes from './tenant-tabs.module.css'
import { useTenantSearch } from './use-tenant-search.ts'

/** The tabs as links, each at an address of its own, and what the open one shows. */
export function TenantTabs({ tenantId }: { readonly tenantId: string }) {
  const { t } = useTranslation('tenant')
  const { search } = useTenantSearch()
  const mayWrite = useMayWrite()
  const own = tabIds.filter((id) => mayWrite || !writersTabs.includes(id))
  const tab = own.find((id) => id === search.tab)
  const current = tab ?? 'overview'
  const Content = tabs[current]
  return (
    <>
      <nav className={classes.tabs} aria-label={t('tabs')}>
        {own.map((id) => (
          <Tab key={id} id={id} tenantId={tenantId} isCurrent={id === current} />
        ))}
      </nav>
      <IgnoredNotice names={namesOfTenantSearch} read={search} />
      {search.tab !== undefined && tab === undefined && (
        <Notice tone="info">{t('writersTab', { tab: t(`tab.${search.tab}`) })}</Notice>
      )}
      <Suspense key={current} fallback={<Skeleton height={240} radius={10} />}>
        <Content tenantId={tenantId} />
      </Suspense>
    </>
  )
}

interface TabProps {
  readonly id: TabId
  readonly tenantId: string
  readonly isCurrent: boolean
}

function Tab({ id, tenantId, isCurrent }: TabProps) {
  const { t } = useTranslation('tenant')
  const tab = useInSight<HTMLAnchorElement>(isCurrent && id !== 'overview')
  return (
    <Link
      ref={tab}
      to="/tenants/$tenantId"
      params={{ tenantId }}
      search={{ tab: id === 'overview' ? undefined : id }}
      className={classes.tab}
      data-current={isCurrent || undefined}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {t(`tab.${id}`)}
    </Link>
  )
}

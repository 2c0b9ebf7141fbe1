import { Button, Loader } from '@mantine/core'
import { IconBuildingStore } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { tenantsQuery } from '../data/tenants.ts'
import { rememberTenant, useLastTenantId } from '../session/use-tenant.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { FailedState } from '../ui/failed-state.tsx'
import { IgnoredNotice } from '../ui/ignored-notice.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './choose-tenant.module.css'

/** The first ones; the picker in the sidebar finds every other. */
const listed = 60

/**
 * In the place of a page about one tenant, until an operator chose one. The one looked at last is taken again, unless the address means
 * another one that cannot be made out: its orders are not to be mistaken for those of the last.
 */
export function ChooseTenant() {
  const { t } = useTranslation()
  const { data: tenants, error, refetch, isFetching } = useQuery(tenantsQuery)
  const last = useLastTenantId()
  const isMisread = useRouterState({ select: ({ location }) => 'tenantId' in location.search })
  if (last !== null && !isMisread) return <Navigate to="." search={{ tenantId: last }} replace />
  if (error !== null)
    return <FailedState error={error} onRetry={() => void refetch()} isRetrying={isFetching} />
  if (tenants === undefined) return <Loader size="sm" aria-label={t('state.loading')} />
  if (tenants.length === 0) {
    return (
      <EmptyState icon={IconBuildingStore} title={t('tenant.first')} text={t('tenant.firstText')}>
        <Button renderRoot={(props) => <Link to="/connect" {...props} />}>{t('tenant.connect')}</Button>
      </EmptyState>
    )
  }
  return (
    <Panel title={t('tenant.choose')}>
      <IgnoredNotice names={['tenantId']} read={{}} />
      <p className={classes.text}>{t('tenant.chooseText')}</p>
      <ul className={classes.list}>
        {tenants.slice(0, listed).map(({ tenantId, displayName }) => (
          <li key={tenantId}>
            <Link
              to="."
              search={{ tenantId }}
              className={classes.tenant}
              onClick={() => rememberTenant(tenantId)}
            >
              <strong>{displayName}</strong>
              <span>{tenantId}</span>
            </Link>
          </li>
        ))}
      </ul>
      {tenants.length > listed && (
        <p className={classes.text}>{t('tenant.more', { count: tenants.length - listed })}</p>
      )}
    </Panel>
  )
}

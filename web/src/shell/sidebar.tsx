import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/use-session.ts'
import { useTenantId } from '../session/use-tenant.ts'
import { AfterPaint } from '../ui/after-paint.tsx'
import { BrandMark } from '../ui/brand-mark.tsx'
import { AccountMenu } from './account-menu.tsx'
import { navigation } from './navigation.ts'
import { OwnTenant } from './own-tenant.tsx'
import classes from './sidebar.module.css'
import { TenantPicker } from './tenant-picker.tsx'

/** Where one is, where one can go, and as whom. */
export function Sidebar() {
  const { t } = useTranslation()
  const { role, tenantId: own } = useSession()
  const tenantId = useTenantId()
  return (
    <div className={classes.sidebar}>
      <div className={classes.brand}>
        <BrandMark />
        {t('product')}
      </div>
      {own !== null && <OwnTenant tenantId={own} />}
      {role === 'operator' && (
        <div className={classes.picker}>
          <AfterPaint>
            <TenantPicker />
          </AfterPaint>
        </div>
      )}
      <nav aria-label={t('nav.label')} className={classes.nav}>
        {navigation
          .filter(({ roles, to }) => roles.includes(role) && (tenantId !== null || !to.includes('$tenantId')))
          .map(({ to, label, icon: Icon }) => (
            <Link
              key={to}
              to={to}
              params={{ tenantId: tenantId ?? '' }}
              search={tenantId === null ? {} : { tenantId }}
              className={classes.link}
              activeOptions={{ includeSearch: false }}
            >
              <Icon size={17} stroke={1.7} aria-hidden />
              {t(`nav.${label}`)}
            </Link>
          ))}
      </nav>
      <AccountMenu />
    </div>
  )
}

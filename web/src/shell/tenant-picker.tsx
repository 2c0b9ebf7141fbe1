import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { tenantsQuery } from '../data/tenants.ts'
import { tenantOptions } from '../session/tenant-options.ts'
import { useChooseTenant, useTenantId } from '../session/use-tenant.ts'

/** As many as anybody reads; typing narrows them down. */
const shown = 100

/** The tenant that an operator looks at. */
export function TenantPicker() {
  const { t } = useTranslation()
  const tenantId = useTenantId()
  const choose = useChooseTenant()
  const { data: tenants, error, refetch } = useQuery(tenantsQuery)
  const options = useMemo(() => tenantOptions(tenants, tenantId), [tenants, tenantId])
  const whyNone = error === null ? t('state.loading') : t('state.failed')
  return (
    <Select
      aria-label={t('tenant.label')}
      placeholder={t('tenant.choose')}
      nothingFoundMessage={tenants === undefined ? whyNone : t('tenant.none')}
      onDropdownOpen={() => tenants === undefined && error !== null && void refetch()}
      data={options}
      value={tenantId}
      onChange={(value) => value !== null && choose(value)}
      limit={shown}
      searchable
      allowDeselect={false}
      comboboxProps={{ width: 300, position: 'bottom-start' }}
    />
  )
}

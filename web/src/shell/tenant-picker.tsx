import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { tenantsQuery } from '../data/tenants.ts'
import { useChooseTenant, useTenantId } from '../session/use-tenant.ts'

/** As many as anybody reads; typing narrows them down. */
const shown = 100

/** The tenant that an operator looks at. */
export function TenantPicker() {
  const { t } = useTranslation()
  const tenantId = useTenantId()
  const choose = useChooseTenant()
  const { data: tenants = [] } = useQuery(tenantsQuery)
  const options = useMemo(
    () =>
      tenants.map(({ tenantId: value, displayName }) => ({
        value,
        label: displayName === value ? value : `${displayName} · ${value}`,
      })),
    [tenants],
  )
  return (
    <Select
      aria-label={t('tenant.label')}
      placeholder={t('tenant.choose')}
      nothingFoundMessage={t('tenant.none')}
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

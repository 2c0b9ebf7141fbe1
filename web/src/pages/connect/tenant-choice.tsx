import { SegmentedControl, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { tenantsQuery } from '../../data/tenants.ts'
import { tenantOptions } from '../../session/tenant-options.ts'
import { MissingChoices } from '../../ui/missing-choices.tsx'
import classes from './connect-view.module.css'
import type { TenantWish } from './use-tenant-wish.ts'

/** As many as anybody reads; typing narrows them down. */
const shown = 100

/** Which tenant the seller belongs to: one of those that there are, or a new one. */
export function TenantChoice({ wish }: { readonly wish: TenantWish }) {
  const { t } = useTranslation(['connect', 'common'])
  const query = useQuery(tenantsQuery)
  const { data: tenants } = query
  return (
    <div className={classes.fields}>
      <MissingChoices query={query} />
      <SegmentedControl
        fullWidth
        classNames={{ label: classes.option ?? '' }}
        aria-label={t('tenant.label')}
        value={wish.isNew ? 'new' : 'known'}
        onChange={(value) => wish.setNew(value === 'new')}
        data={[
          { value: 'known', label: t('tenant.known'), disabled: tenants?.length === 0 },
          { value: 'new', label: t('tenant.new') },
        ]}
      />
      {wish.isNew ? (
        <NewTenant wish={wish} />
      ) : (
        <Select
          label={t('tenant.choose')}
          placeholder={t('common:tenant.search')}
          nothingFoundMessage={tenants !== undefined && t('common:tenant.none')}
          data={tenantOptions(tenants, wish.tenantId)}
          value={wish.tenantId}
          onChange={(value) => value !== null && wish.choose(value)}
          limit={shown}
          searchable
          allowDeselect={false}
        />
      )}
    </div>
  )
}

function NewTenant({ wish }: { readonly wish: TenantWish }) {
  const { t } = useTranslation('connect')
  return (
    <>
      <TextInput
        label={t('tenant.name')}
        description={t('tenant.nameText')}
        value={wish.name}
        onChange={(event) => wish.setName(event.currentTarget.value)}
        maxLength={200}
        autoComplete="off"
      />
      <TextInput
        label={t('tenant.id')}
        description={t('tenant.idText')}
        value={wish.newId}
        onChange={(event) => wish.setNewId(event.currentTarget.value.trim())}
        error={wish.isTaken ? t('tenant.taken') : wish.isWrong ? t('tenant.wrong') : null}
        maxLength={64}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  )
}

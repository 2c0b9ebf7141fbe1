import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import table from './data-table.module.css'
import { type AuditMethod, auditMethods } from './tenant-search.ts'
import { useTenantSearch } from './use-tenant-search.ts'

/** Narrows the audit log down; the address holds it. */
export function AuditFilterBar() {
  const { t } = useTranslation('audit')
  const { search, change } = useTenantSearch()
  const [actor, setActor] = useState(search.actor ?? '')
  useEffect(() => setActor(search.actor ?? ''), [search.actor])
  const day = (name: 'from' | 'to') => (
    <TextInput
      size="xs"
      type="date"
      aria-label={t(`filter.${name}`)}
      value={search[name] ?? ''}
      onChange={(event) => void change({ [name]: event.currentTarget.value || undefined })}
    />
  )

  function searchActor(event?: FormEvent): void {
    event?.preventDefault()
    void change({ actor: actor.trim() || undefined })
  }
  return (
    <form className={table.bar} onSubmit={searchActor}>
      <Select
        size="xs"
        aria-label={t('filter.method')}
        placeholder={t('filter.everyMethod')}
        value={search.method ?? null}
        onChange={(value: AuditMethod | null) => void change({ method: value ?? undefined })}
        data={auditMethods.map((value) => ({ value, label: t(`method.${value}`) }))}
        clearable
      />
      <Select
        size="xs"
        aria-label={t('filter.allowed')}
        placeholder={t('filter.either')}
        value={search.allowed ?? null}
        onChange={(value) => void change({ allowed: value === 'yes' || value === 'no' ? value : undefined })}
        data={[
          { value: 'yes', label: t('allowed.yes') },
          { value: 'no', label: t('allowed.no') },
        ]}
        clearable
      />
      <TextInput
        size="xs"
        aria-label={t('filter.actor')}
        placeholder={t('filter.actorPlaceholder')}
        value={actor}
        onChange={(event) => setActor(event.currentTarget.value)}
        onBlur={() => searchActor()}
        spellCheck={false}
      />
      {day('from')}
      {day('to')}
    </form>
  )
}

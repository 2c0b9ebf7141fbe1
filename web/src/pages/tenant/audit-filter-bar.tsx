import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { readDay } from '../../data/day.ts'
import table from './data-table.module.css'
import { type AuditMethod, auditMethods } from './tenant-search.ts'
import { useTenantSearch } from './use-tenant-search.ts'

/** Narrows the audit log down; the address holds it. */
export function AuditFilterBar() {
  const { t } = useTranslation('audit')
  const { search, change } = useTenantSearch()
  const { typed, type, apply } = useTyped()
  const day = (name: 'from' | 'to') => (
    <TextInput
      size="xs"
      type="date"
      label={t(`filter.${name}`)}
      value={typed[name]}
      onChange={(event) => type({ [name]: event.currentTarget.value })}
      onBlur={apply}
    />
  )

  function submit(event: FormEvent): void {
    event.preventDefault()
    apply()
  }
  return (
    <form className={table.bar} onSubmit={submit}>
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
        value={typed.actor}
        onChange={(event) => type({ actor: event.currentTarget.value })}
        onBlur={apply}
        spellCheck={false}
      />
      {day('from')}
      {day('to')}
      <input type="submit" hidden />
    </form>
  )
}

interface Typed {
  readonly actor: string
  readonly from: string
  readonly to: string
}

/** What is typed, letter by letter: the address follows when a field is left, or with Enter. */
function useTyped() {
  const { search, change } = useTenantSearch()
  const { actor = '', from = '', to = '' } = search
  const [typed, setTyped] = useState<Typed>({ actor, from, to })
  useEffect(() => setTyped({ actor, from, to }), [actor, from, to])

  /** What cannot be searched for goes back to what was searched for before. */
  function apply(): void {
    const wish = {
      actor: typed.actor.trim() || undefined,
      from: typed.from === '' ? undefined : (readDay(typed.from) ?? search.from),
      to: typed.to === '' ? undefined : (readDay(typed.to) ?? search.to),
    }
    setTyped({ actor: wish.actor ?? '', from: wish.from ?? '', to: wish.to ?? '' })
    if (wish.actor !== search.actor || wish.from !== search.from || wish.to !== search.to) void change(wish)
  }
  return { typed, type: (changes: Partial<Typed>) => setTyped({ ...typed, ...changes }), apply }
}

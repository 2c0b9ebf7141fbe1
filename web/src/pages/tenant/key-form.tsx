import { Button, Checkbox, Select, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { KeyWish } from '../../data/api-keys.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { useSession } from '../../session/use-session.ts'
import { Notice } from '../../ui/notice.tsx'

interface KeyFormProps {
  readonly wish: KeyWish
  readonly onChange: (wish: KeyWish) => void
  readonly onSubmit: () => void
  readonly isPending: boolean
  readonly error: unknown
}

const roles = ['tenant_reader', 'tenant_admin'] as const
const lifetimes = [
  ['30', 'd30'],
  ['90', 'd90'],
  ['365', 'd365'],
  ['never', 'never'],
] as const

/** What a new key may do, and for how long. */
export function KeyForm({ wish, onChange, onSubmit, isPending, error }: KeyFormProps) {
  const { t } = useTranslation(['keys', 'common'])
  const problemText = useProblemText()
  const { role, canReadBuyers } = useSession()
  // The API lets nobody give a right that they have not got.
  const mayGiveBuyers = role === 'operator' || canReadBuyers
  const change = (part: Partial<KeyWish>): void => onChange({ ...wish, ...part })

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (wish.name.trim() !== '') onSubmit()
  }
  return (
    <form onSubmit={submit}>
      <TextInput
        label={t('create.name')}
        description={t('create.nameText')}
        value={wish.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={200}
        data-autofocus
        autoComplete="off"
      />
      <Select
        mt="sm"
        label={t('column.role')}
        description={t(`create.may.${wish.role}`)}
        data={roles.map((value) => ({ value, label: t(`common:account.role.${value}`) }))}
        value={wish.role}
        onChange={(value) => value !== null && change({ role: value })}
        allowDeselect={false}
      />
      <Select
        mt="sm"
        label={t('column.expires')}
        data={lifetimes.map(([value, name]) => ({ value, label: t(`create.lifetime.${name}`) }))}
        value={String(wish.expiresInDays ?? 'never')}
        onChange={(value) => change({ expiresInDays: value === 'never' ? null : Number(value) })}
        allowDeselect={false}
      />
      {mayGiveBuyers && (
        <Checkbox
          mt="md"
          label={t('create.buyers')}
          description={t('create.buyersText')}
          checked={wish.canReadBuyers}
          onChange={(event) => change({ canReadBuyers: event.currentTarget.checked })}
        />
      )}
      {error !== null && <Notice tone="bad">{problemText(error)}</Notice>}
      <Button type="submit" mt="md" loading={isPending} disabled={wish.name.trim() === ''}>
        {t('create.submit')}
      </Button>
    </form>
  )
}

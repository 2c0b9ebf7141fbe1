import { Button, Group, NumberInput, Text } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { longestHistoryDays, usualHistoryDays } from '../data/backfill.ts'

/** Asks how far back, and says what it costs. */
export function BackfillForm({ onSubmit }: { readonly onSubmit: (days: number) => void }) {
  const { t } = useTranslation('sync')
  const [days, setDays] = useState<number | string>(usualHistoryDays)
  const isValid = typeof days === 'number' && days >= 1 && days <= longestHistoryDays

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (isValid) onSubmit(days)
  }
  return (
    <form onSubmit={submit}>
      <Text size="sm" mb="sm">
        {t('confirm.backfill.text')}
      </Text>
      <NumberInput
        label={t('confirm.backfill.days')}
        value={days}
        onChange={setDays}
        min={1}
        max={longestHistoryDays}
        clampBehavior="none"
        allowDecimal={false}
        error={isValid ? null : t('confirm.backfill.range', { most: longestHistoryDays })}
        data-autofocus
      />
      <Group justify="flex-end" mt="md">
        <Button type="submit" disabled={!isValid}>
          {t('action.backfill')}
        </Button>
      </Group>
    </form>
  )
}

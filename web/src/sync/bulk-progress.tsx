import { Button, Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface BulkProgressProps {
  readonly done: number
  readonly total: number
  /** Null once somebody did. */
  readonly onStop: (() => void) | null
}

/** How far a change of many tenants is, and the way to stop it. */
export function BulkProgress({ done, total, onStop }: BulkProgressProps) {
  const { t } = useTranslation('sync')
  return (
    <Group justify="space-between" wrap="nowrap">
      <span>{t('bulk.progress', { count: done, total })}</span>
      {onStop !== null && (
        <Button size="compact-sm" variant="default" onClick={onStop}>
          {t('bulk.stop')}
        </Button>
      )}
    </Group>
  )
}

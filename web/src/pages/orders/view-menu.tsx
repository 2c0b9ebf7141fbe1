import { ActionIcon, Checkbox, Popover, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { columnIds } from './column-ids.ts'
import type { Density, ListViewState } from './use-list-view.ts'

/** Density and columns. The first column is the way into an order and stays. */
export function ViewMenu({ view }: { readonly view: ListViewState }) {
  const { t } = useTranslation('orders')
  return (
    <Popover position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <ActionIcon variant="default" size={36} aria-label={t('view.label')} title={t('view.label')}>
          <IconAdjustmentsHorizontal size={17} stroke={1.7} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={10}>
          <Text size="xs" fw={600} c="dimmed">
            {t('view.density')}
          </Text>
          <SegmentedControl
            size="xs"
            aria-label={t('view.density')}
            value={view.density}
            onChange={(density) => view.setDensity(density as Density)}
            data={(['comfortable', 'compact'] as const).map((value) => ({
              value,
              label: t(`view.${value}`),
            }))}
          />
          <Text size="xs" fw={600} c="dimmed" mt={4}>
            {t('view.columns')}
          </Text>
          {columnIds.slice(1).map((id) => (
            <Checkbox
              key={id}
              size="xs"
              label={t(`column.${id}`)}
              checked={!view.hidden.includes(id)}
              onChange={() => view.toggleColumn(id)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

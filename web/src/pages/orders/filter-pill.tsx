import { Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconX } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './filter-pill.module.css'

interface FilterPillProps {
  readonly label: string
  /** What is chosen, in words; null when nothing is. */
  readonly value: string | null
  readonly onClear: () => void
  /** What one chooses with; `close` puts it away. */
  readonly children: (close: () => void) => ReactNode
}

/** A filter: its name, or what it is set to with a way to take it off. */
export function FilterPill({ label, value, onClear, children }: FilterPillProps) {
  const { t } = useTranslation()
  const [isOpen, popover] = useDisclosure(false)
  return (
    <Popover opened={isOpen} onChange={popover.toggle} position="bottom-start" trapFocus returnFocus>
      <div className={classes.pill} data-set={value !== null || undefined}>
        <Popover.Target>
          <UnstyledButton className={classes.button} onClick={popover.toggle}>
            <span>{label}</span>
            {value !== null && <strong>{value}</strong>}
            {value === null && <IconChevronDown size={14} aria-hidden />}
          </UnstyledButton>
        </Popover.Target>
        {value !== null && (
          <UnstyledButton
            className={classes.clear}
            aria-label={t('action.remove', { what: `${label}: ${value}` })}
            onClick={onClear}
          >
            <IconX size={14} aria-hidden />
          </UnstyledButton>
        )}
      </div>
      <Popover.Dropdown p="xs">{children(popover.close)}</Popover.Dropdown>
    </Popover>
  )
}

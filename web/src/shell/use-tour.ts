import { useLocalStorage } from '@mantine/hooks'
import { useIsSimulated } from '../session/use-session.ts'

const over = 'over'

export interface Tour {
  /** Which step is shown; null where there is no tour, or it was dismissed. */
  readonly step: number | null
  readonly goTo: (step: number) => void
  readonly dismiss: () => void
  /** From the beginning again; null where Amazon is real and there is nothing to show off. */
  readonly restart: (() => void) | null
}

/** How far somebody is on the tour of the simulated fleet. This browser remembers it, also that it was dismissed. */
export function useTour(): Tour {
  const isSimulated = useIsSimulated()
  const [kept, keep] = useLocalStorage({
    key: 'ordersync-tour',
    defaultValue: '0',
    getInitialValueInEffect: false,
  })
  const step = Number.parseInt(kept, 10)
  return {
    step: !isSimulated || Number.isNaN(step) ? null : step,
    goTo: (next) => keep(String(next)),
    dismiss: () => keep(over),
    restart: isSimulated ? () => keep('0') : null,
  }
}

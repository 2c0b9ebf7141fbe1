import { Button, type ButtonProps } from '@mantine/core'

interface ActionButtonProps extends ButtonProps {
  readonly isBusy: boolean
  readonly onClick: () => void
}

/**
 * Begins a change, and does nothing while one is under way. It is not disabled then: the browser takes the focus away from what is,
 * and whoever acts by keyboard would have to begin at the top of the page again.
 */
export function ActionButton({ isBusy, onClick, ...props }: ActionButtonProps) {
  return (
    <Button
      {...props}
      data-disabled={isBusy}
      aria-disabled={isBusy || undefined}
      onClick={() => !isBusy && onClick()}
    />
  )
}

import { useFormat } from '../i18n/use-format.ts'

interface InstantProps {
  /** ISO 8601. */
  readonly at: string
  readonly as?: 'dateTime' | 'date' | 'relative'
}

/** A moment, short to read, exact on hovering. */
export function Instant({ at, as = 'dateTime' }: InstantProps) {
  const format = useFormat()
  return (
    <time dateTime={at} title={format.exact(at)}>
      {format[as](at)}
    </time>
  )
}

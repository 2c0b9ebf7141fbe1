import { serverNow } from '../api/server-clock.ts'
import { useFormat } from '../i18n/use-format.ts'

interface InstantProps {
  /** ISO 8601. */
  readonly at: string
  readonly as?: 'dateTime' | 'moment' | 'date' | 'deadline' | 'relative'
  /** The server's time in ms, which `relative` counts from; when it is drawn, unless given. */
  readonly now?: number
}

/** A moment, short to read, exact on hovering. */
export function Instant({ at, as = 'dateTime', now }: InstantProps) {
  const format = useFormat()
  return (
    <time dateTime={at} title={format.exact(at)}>
      {as === 'relative' ? format.relative(at, new Date(now ?? serverNow())) : format[as](at)}
    </time>
  )
}

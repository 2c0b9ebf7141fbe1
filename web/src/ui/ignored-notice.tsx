import { Button } from '@mantine/core'
import { useNavigate, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Notice } from './notice.tsx'

interface IgnoredNoticeProps<Name extends string> {
  /** What this part of the page reads of the address. */
  readonly names: readonly Name[]
  /** What made sense of it. */
  readonly read: { readonly [Key in Name]?: unknown }
}

/** Names what an edited address holds that makes no sense and was left out, as it stands there, and takes it out. */
export function IgnoredNotice<Name extends string>({ names, read }: IgnoredNoticeProps<Name>) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const address: Readonly<Record<string, unknown>> = useRouterState({
    select: ({ location }) => location.search,
  })
  const ignored = names.filter((name) => (address[name] ?? '') !== '' && read[name] === undefined)
  if (ignored.length === 0) return null
  const without = Object.fromEntries(ignored.map((name) => [name, undefined]))
  return (
    <Notice
      tone="info"
      action={
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() =>
            void navigate({
              to: '.',
              search: (before: object) => ({ ...before, ...without }),
              replace: true,
              resetScroll: false,
            })
          }
        >
          {t('address.clear')}
        </Button>
      }
    >
      {t('address.ignored', { parts: ignored.map((name) => `${name}=${address[name]}`).join(', ') })}
    </Notice>
  )
}

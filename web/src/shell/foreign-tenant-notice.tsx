import { Button } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../session/use-session.ts'
import { Notice } from '../ui/notice.tsx'

/** Said, not only left out: the frame keeps the tenant in the address of every page. */
const withoutTenant: object = { tenantId: undefined }

/** The address may come from somebody who sees another tenant: what stands below is not what it names. */
export function ForeignTenantNotice() {
  const { t } = useTranslation()
  const { tenantId: own } = useSession()
  const { tenantId: named } = useSearch({ from: '/signed-in' })
  const navigate = useNavigate()
  if (own === null || named === undefined || named === own) return null
  return (
    <Notice
      tone="warn"
      action={
        <Button
          variant="subtle"
          size="compact-xs"
          onClick={() =>
            void navigate({
              to: '.',
              search: (before: object) => ({ ...before, ...withoutTenant }),
              replace: true,
              resetScroll: false,
            })
          }
        >
          {t('address.clear')}
        </Button>
      }
    >
      {t('address.otherTenant', { named, own })}
    </Notice>
  )
}

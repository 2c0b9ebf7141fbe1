import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { connectByToken, type TokenWish } from '../../data/connecting.ts'
import { useChange } from '../../data/use-change.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { useIsWatched } from '../../ui/use-is-watched.ts'
import type { TenantWish } from './use-tenant-wish.ts'

/**
 * Connects with a pasted token, then goes on to the page that shows the first orders coming. Whoever went elsewhere meanwhile is
 * told how it ended, and stays there.
 */
export function useConnectByToken(wish: TenantWish) {
  const { t } = useTranslation('connect')
  const problemText = useProblemText()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const isWatched = useIsWatched()
  return useChange({
    mutationFn: async (token: TokenWish) => connectByToken(await wish.prepare(), token),
    onSuccess: ({ tenantId, connectionId, verification }) => {
      void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === tenantId })
      const note = verification.verified === true ? undefined : verification.reason
      if (isWatched.current) void navigate({ to: '/connect/done', search: { tenantId, connectionId, note } })
      else notifications.show({ color: 'green', title: t('done.title'), message: tenantId })
    },
    onError: (error) => {
      if (isWatched.current) return
      notifications.show({
        color: 'red',
        title: t('failed.title'),
        message: problemText(error),
        autoClose: 10_000,
      })
    },
  })
}

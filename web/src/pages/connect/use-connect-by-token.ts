import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { connectByToken, type TokenWish } from '../../data/connecting.ts'
import { useChange } from '../../data/use-change.ts'
import type { TenantWish } from './use-tenant-wish.ts'

/** Connects with a pasted token, then goes on to the page that shows the first orders coming. */
export function useConnectByToken(wish: TenantWish) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  return useChange({
    mutationFn: async (token: TokenWish) => connectByToken(await wish.prepare(), token),
    onSuccess: async ({ tenantId, connectionId, verification }) => {
      await queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === tenantId })
      const note = verification.verified === true ? undefined : verification.reason
      await navigate({ to: '/connect/done', search: { tenantId, connectionId, note } })
    },
  })
}

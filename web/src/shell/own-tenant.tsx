import { useQuery } from '@tanstack/react-query'
import { tenantStatusQuery } from '../data/sync-status.ts'
import classes from './sidebar.module.css'

/** Whose data a tenant's user sees, where an operator chooses. */
export function OwnTenant({ tenantId }: { readonly tenantId: string }) {
  // Only for its name, which pages that show more of the tenant keep fresh.
  const { data: status } = useQuery({
    ...tenantStatusQuery(tenantId),
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: false,
  })
  const name = status?.displayName ?? tenantId
  return (
    <div className={classes.own} title={name === tenantId ? tenantId : `${name} · ${tenantId}`}>
      <strong>{name}</strong>
      {name !== tenantId && <span>{tenantId}</span>}
    </div>
  )
}

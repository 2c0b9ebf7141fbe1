import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

interface TenantLinkProps {
  readonly tenantId: string
  readonly className: string | undefined
  readonly children: ReactNode
}

/**
 * A link to a tenant for rows: the router's own works out its address anew whenever the page's changes, which is with each
 * word of a search, in each row.
 */
export function TenantLink({ tenantId, className, children }: TenantLinkProps) {
  const router = useRouter()
  const id = encodeURIComponent(tenantId)
  // The tenant looked at before may still be in the address, and would be the next page's.
  const href = `/tenants/${id}?tenantId=${id}`

  function follow(event: MouseEvent): void {
    const wantsElsewhere = event.metaKey || event.ctrlKey || event.shiftKey || event.altKey
    if (event.button !== 0 || wantsElsewhere) return
    event.preventDefault()
    void router.navigate({ to: '/tenants/$tenantId', params: { tenantId }, search: { tenantId } })
  }
  return (
    <a href={href} className={className} onClick={follow} data-row-link>
      {children}
    </a>
  )
}

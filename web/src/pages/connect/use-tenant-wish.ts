import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { createTenant } from '../../data/connecting.ts'
import { isTenantId, tenantsQuery } from '../../data/tenants.ts'
import { useSession } from '../../session/use-session.ts'
import { rememberTenant, useTenantId } from '../../session/use-tenant.ts'
import { idFromName } from './tenant-id.ts'

/** Whose seller is connected: a tenant that there is, or one that an operator makes on the way. */
export interface TenantWish {
  readonly isNew: boolean
  readonly tenantId: string | null
  readonly name: string
  readonly newId: string
  readonly isTaken: boolean
  readonly isWrong: boolean
  /** Whether all is there that `prepare` needs. */
  readonly isReady: boolean
  readonly choose: (tenantId: string) => void
  readonly setNew: (isNew: boolean) => void
  readonly setName: (name: string) => void
  readonly setNewId: (id: string) => void
  /** The tenant's id; makes the tenant first when it is a new one. */
  readonly prepare: () => Promise<string>
}

export function useTenantWish(): TenantWish {
  const tenantId = useTenantId()
  const isOperator = useSession().role === 'operator'
  const { data: tenants } = useQuery({ ...tenantsQuery, enabled: isOperator })
  const queryClient = useQueryClient()
  const navigate = useNavigate({ from: '/connect' })
  const [wantsNew, setNew] = useState(false)
  const [name, setName] = useState('')
  const [typedId, setTypedId] = useState<string | null>(null)
  const isNew = isOperator && (wantsNew || tenants?.length === 0)
  const newId = typedId ?? idFromName(name)
  const isTaken = tenants?.some((tenant) => tenant.tenantId === newId) ?? false
  const isWrong = newId !== '' && !isTenantId(newId)

  function choose(chosen: string): void {
    rememberTenant(chosen)
    void navigate({ search: (before) => ({ ...before, tenantId: chosen }), replace: true })
  }

  async function prepare(): Promise<string> {
    if (!isNew) return tenantId ?? ''
    const readTenantsAgain = () => queryClient.invalidateQueries({ queryKey: tenantsQuery.queryKey })
    await createTenant(newId, name.trim()).catch((error: unknown) => {
      // Somebody else may have made it since the list was read.
      void readTenantsAgain()
      throw error
    })
    await readTenantsAgain()
    // Whatever comes next: the tenant is there, and a second attempt goes on with it.
    setNew(false)
    choose(newId)
    return newId
  }

  return {
    isNew,
    tenantId,
    name,
    newId,
    isTaken,
    isWrong,
    isReady: isNew
      ? name.trim() !== '' && newId !== '' && !isTaken && !isWrong && tenants !== undefined
      : tenantId !== null,
    choose,
    setNew,
    setName,
    setNewId: setTypedId,
    prepare,
  }
}

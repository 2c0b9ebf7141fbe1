import {
  IconActivityHeartbeat,
  IconBuildingWarehouse,
  IconPackage,
  type TablerIcon,
} from '@tabler/icons-react'
import type { Session } from '../session/session.ts'

interface NavigationEntry {
  /** `$tenantId` is the tenant that one looks at; the entry is not there while none is chosen. */
  readonly to: '/fleet' | '/orders' | '/tenants/$tenantId'
  /** Its text is `nav.<label>` in the messages. */
  readonly label: 'fleet' | 'orders' | 'sync'
  readonly icon: TablerIcon
  readonly roles: readonly Session['role'][]
}

/** The pages of the menu, from top to bottom. */
export const navigation: readonly NavigationEntry[] = [
  { to: '/fleet', label: 'fleet', icon: IconBuildingWarehouse, roles: ['operator'] },
  {
    to: '/orders',
    label: 'orders',
    icon: IconPackage,
    roles: ['operator', 'tenant_admin', 'tenant_reader'],
  },
  {
    to: '/tenants/$tenantId',
    label: 'sync',
    icon: IconActivityHeartbeat,
    roles: ['operator', 'tenant_admin', 'tenant_reader'],
  },
]

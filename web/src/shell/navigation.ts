import { IconPackage, type TablerIcon } from '@tabler/icons-react'
import type { Session } from '../session/session.ts'

interface NavigationEntry {
  readonly to: '/orders'
  /** Its text is `nav.<label>` in the messages. */
  readonly label: 'orders'
  readonly icon: TablerIcon
  readonly roles: readonly Session['role'][]
}

/** The pages of the menu, from top to bottom. */
export const navigation: readonly NavigationEntry[] = [
  {
    to: '/orders',
    label: 'orders',
    icon: IconPackage,
    roles: ['operator', 'tenant_admin', 'tenant_reader'],
  },
]

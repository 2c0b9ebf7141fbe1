/** What somebody may do: the operator everything, the others within one tenant. The most powerful first. */
export const roles = ['operator', 'tenant_admin', 'tenant_reader'] as const

export type Role = (typeof roles)[number]

/** What values of a claim mean here: a role, and whether it may read buyers. */
export type RoleMap = ReadonlyMap<string, MappedRole>

interface MappedRole {
  readonly role: (typeof roles)[number]
  readonly canReadBuyers: boolean
}

const roles = ['operator', 'tenant_admin', 'tenant_reader'] as const

/**
 * Reads `orders-admins=tenant_admin, support=tenant_reader+buyers`. Unless given, the names of the roles stand for
 * themselves, without buyers. Answers what is wrong as a text.
 */
export function parseRoleMap(text: string | null): RoleMap | string {
  if (text === null) return new Map(roles.map((role) => [role, { role, canReadBuyers: false }]))
  const map = new Map<string, MappedRole>()
  for (const entry of text.split(',')) {
    const match = /^(.+?)\s*=\s*(\w+)(\+buyers)?$/.exec(entry.trim())
    const role = roles.find((candidate) => candidate === match?.[2])
    if (match?.[1] === undefined || role === undefined) {
      return `must be pairs such as admins=tenant_admin or support=tenant_reader+buyers; "${entry.trim()}" is none.`
    }
    map.set(match[1], { role, canReadBuyers: match[3] !== undefined })
  }
  return map
}

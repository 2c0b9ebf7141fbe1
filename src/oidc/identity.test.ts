import { expect, test } from 'vitest'
import { Secret } from '../runtime/secret.ts'
import { readIdentity } from './identity.ts'
import { TokenNotUsable } from './oidc-errors.ts'
import type { OidcSettings } from './oidc-settings.ts'

const settings: OidcSettings = {
  issuer: 'https://id.example',
  audience: 'ordersync',
  tenantClaim: 'tenant_id',
  roleClaim: 'realm_access.roles',
  roles: new Map([
    ['ops', { role: 'operator', canReadBuyers: false }],
    ['support', { role: 'tenant_reader', canReadBuyers: true }],
    ['admins', { role: 'tenant_admin', canReadBuyers: false }],
  ]),
  client: { id: 'x', secret: new Secret('x'), redirectUri: 'https://x.example' },
}
const claims = (roles: unknown, more: object = {}) => ({
  sub: 'u1',
  tenant_id: 'acme',
  realm_access: { roles },
  ...more,
})

test('the role claim is found by its path, and of several roles the most powerful counts', () => {
  expect(readIdentity(claims(['other', 'support', 'admins']), settings)).toEqual({
    subject: 'u1',
    name: 'u1',
    role: 'tenant_admin',
    tenantId: 'acme',
    canReadBuyers: true,
  })
  expect(readIdentity(claims('support'), settings).role).toBe('tenant_reader')
})

test('a claim whose name has dots is found by that name', () => {
  const named = { ...settings, roleClaim: 'https://orders.example/role' }
  expect(readIdentity({ ...claims([]), 'https://orders.example/role': 'ops' }, named).role).toBe('operator')
})

test('an operator belongs to no tenant, whatever the token says', () => {
  expect(readIdentity(claims(['ops']), settings)).toMatchObject({ role: 'operator', tenantId: null })
})

test.each([
  ['no role that is known', claims(['other'])],
  ['a role of another type', claims(7)],
  ['a name that every object has', claims(['constructor', '__proto__'])],
  ['no tenant', claims(['admins'], { tenant_id: undefined })],
  ['two tenants', claims(['admins'], { tenant_id: ['acme', 'zeta'] })],
  ['a tenant of another type', claims(['admins'], { tenant_id: { acme: true } })],
  ['no subject', claims(['admins'], { sub: undefined })],
  ['a subject with a line break', claims(['admins'], { sub: 'a\nb' })],
])('a token with %s is not usable, and says which claim is wrong', (_name, wrong) => {
  expect(() => readIdentity(wrong, settings)).toThrow(TokenNotUsable)
  expect(() => readIdentity(wrong, settings)).toThrow(/claim|subject/)
})

test('the name is for people: of the first claim that has one, without control characters', () => {
  const named = claims(['ops'], { name: ' ', preferred_username: 'ann\u0007\n', email: 'ann@example.com' })
  expect(readIdentity(named, settings).name).toBe('ann')
})

import { expect, test } from 'vitest'
import { isSamePerson, type Session } from './session.ts'

const session: Session = {
  role: 'tenant_admin',
  tenantId: 'shop',
  name: 'Help desk',
  subject: null,
  canReadBuyers: false,
  csrfToken: 'a',
  expiresAt: '2026-03-01T10:00:00.000Z',
  simulated: false,
  version: '1.0.0',
}

test('a key that takes the place of another goes on with what is on the screen', () => {
  expect(isSamePerson(session, { ...session, csrfToken: 'b', expiresAt: '2026-03-02T10:00:00.000Z' })).toBe(
    true,
  )
})

test.each([
  ['another person of the same name', { subject: 'u-2' }],
  ['somebody who may not be shown who bought', { canReadBuyers: true }],
  ['another role', { role: 'tenant_reader' as const }],
  ['another tenant', { tenantId: 'quiet' }],
  ['another name', { name: 'ERP' }],
])('%s begins anew', (_who, difference) => {
  expect(isSamePerson({ ...session, ...difference }, session)).toBe(false)
})

import { expect, test } from 'vitest'
import { stateOfKey } from './key-state.ts'

const at = Date.parse('2026-03-01T12:00:00Z')

test('a key opens until it expires or is revoked', () => {
  expect(stateOfKey({ revokedAt: null, expiresAt: null }, at)).toBe('active')
  expect(stateOfKey({ revokedAt: null, expiresAt: '2026-03-01T12:00:01Z' }, at)).toBe('active')
  expect(stateOfKey({ revokedAt: null, expiresAt: '2026-03-01T12:00:00Z' }, at)).toBe('expired')
  expect(stateOfKey({ revokedAt: '2026-02-01T00:00:00Z', expiresAt: '2026-01-01T00:00:00Z' }, at)).toBe(
    'revoked',
  )
})

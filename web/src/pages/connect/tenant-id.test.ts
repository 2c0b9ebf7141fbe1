import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isTenantId } from '../../data/tenants.ts'
import { idFromName } from './tenant-id.ts'

test('an id that can be read is made of a name', () => {
  expect(idFromName('Café Müller & Co.')).toBe('cafe-muller-co')
  expect(idFromName('  ')).toBe('')
  expect(idFromName('東京')).toBe('')
})

test('whatever the name, its id is one that the API takes, or none', () => {
  fc.assert(
    fc.property(fc.string(), (name) => {
      const id = idFromName(name)
      expect(id === '' || isTenantId(id)).toBe(true)
    }),
  )
})

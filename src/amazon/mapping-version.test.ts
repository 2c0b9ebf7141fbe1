import { expect, test } from 'vitest'
import { plantOrder } from '../../test/planted-order.ts'
import { contentHash } from '../domain/content-hash.ts'
import { mappingVersion } from '../domain/mapping-version.ts'
import { decodeOrder } from './decode-order.ts'

/** What each version makes of an order that has every field. A new field in the order alone changes it too. */
const fingerprints: Readonly<Record<number, string>> = { 2: '-3652465877943129577' }

test('a mapping that reads an order differently has a version of its own, so that a replay finds what to read again', () => {
  const { document } = plantOrder('mapping', {
    orderId: '405-1234567-1234567',
    createdTime: '2026-03-01T10:00:00Z',
    lastUpdatedTime: '2026-03-02T10:00:00Z',
  })
  const fingerprint = contentHash(JSON.stringify(decodeOrder(document))).toString()
  expect({ [mappingVersion]: fingerprint }).toEqual({ [mappingVersion]: fingerprints[mappingVersion] })
})

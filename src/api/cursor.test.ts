import { expect, test } from 'vitest'
import { type CursorPlace, createCursors } from './cursor.ts'

const cursors = createCursors(async () => Buffer.alloc(32, 1))
const place: CursorPlace = { list: 'runs', tenantId: 't', filters: { lane: 'delta', after: new Date(0) } }
const position = ['2026-01-01T00:00:00.000000Z', 'run_1', null]
const refused = { code: 'invalid_cursor', field: 'after' }

test('a cursor goes on where it was made for, in every process that has the key', async () => {
  const cursor = await cursors.write(place, position)
  const elsewhere = createCursors(async () => Buffer.alloc(32, 1))
  expect(await elsewhere.read(cursor, { ...place, filters: { ...place.filters } })).toEqual(position)
})

test('a cursor of another list, tenant, filter or installation is refused', async () => {
  const cursor = await cursors.write(place, position)
  for (const other of [
    { ...place, list: 'orders' },
    { ...place, tenantId: 'u' },
    { ...place, tenantId: null },
    { ...place, filters: { lane: 'backfill' } },
    { list: 'runs', tenantId: 't' },
  ])
    await expect(cursors.read(cursor, other)).rejects.toMatchObject(refused)
  const strangers = createCursors(async () => Buffer.alloc(32, 2))
  await expect(strangers.read(cursor, place)).rejects.toMatchObject(refused)
})

test('a cursor with any of its characters changed is refused, and so is what never was one', async () => {
  const cursor = await cursors.write(place, position)
  const changed = [...cursor].map(
    (letter, index) => `${cursor.slice(0, index)}${letter === 'A' ? 'B' : 'A'}${cursor.slice(index + 1)}`,
  )
  const written = Buffer.from(JSON.stringify(position)).toString('base64url')
  for (const text of [...changed, cursor.slice(0, -1), `${cursor}A`, written, 'A', ''])
    await expect(cursors.read(text, place), text).rejects.toMatchObject(refused)
})

test('a key that could not be had is asked for again', async () => {
  let asked = 0
  const late = createCursors(async () => {
    asked += 1
    if (asked === 1) throw new Error('the database is away')
    return Buffer.alloc(32, 1)
  })
  await expect(late.write(place, position)).rejects.toThrow('away')
  const cursor = await late.write(place, position)
  expect(await late.read(cursor, place)).toEqual(position)
  expect(asked).toBe(2)
})

import { expect, test } from 'vitest'
import { judgeRoom } from './check-database.ts'

const levelOf = (connections: number, maxConnections: number) =>
  judgeRoom({ connections, maxConnections }, 27).level

test('a server that has no room for one more worker is named before a worker is refused', () => {
  expect(levelOf(47, 100)).toBe('ok')
  expect(levelOf(74, 100)).toBe('warning')
  expect(levelOf(250, 300)).toBe('warning')
  expect(judgeRoom({ connections: 90, maxConnections: 100 }, 27).sentence).toMatch(
    /90 of 100 .* one more worker takes up to 27: raise max_connections/,
  )
})

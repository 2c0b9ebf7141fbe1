import { expect, test } from 'vitest'
import { ApiProblem, isWithheld, Unreachable } from './problem.ts'

test('what the API refuses to show or does not have is withheld; what a proxy or a failing server says is not', () => {
  const withheld = (status: number, body: unknown): boolean => isWithheld(new ApiProblem(status, body, null))
  expect(withheld(404, { code: 'tenant_not_found' })).toBe(true)
  expect(withheld(403, { code: 'other_tenant' })).toBe(true)
  expect(withheld(404, '<h1>default backend</h1>')).toBe(false)
  expect(withheld(401, { code: 'unauthenticated' })).toBe(false)
  expect(withheld(503, { code: 'database_unavailable' })).toBe(false)
  expect(isWithheld(new Unreachable('The server does not answer.'))).toBe(false)
})

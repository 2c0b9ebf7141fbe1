import fc from 'fast-check'
import { Compile } from 'typebox/compile'
import { expect, test } from 'vitest'
import { ReturnTo, toReturnUrl } from './return-to.ts'

const accepts = Compile(ReturnTo)

test.each(['/connect/done', '/', '/tenants/acme?tab=connections', '/a#b', '/%2F%2Fevil.example'])(
  '%s is a path of ours',
  (path) => {
    expect(accepts.Check(path)).toBe(true)
  },
)

test.each([
  'https://evil.example/',
  '//evil.example/',
  '/\\evil.example/',
  '\\\\evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '',
  'connect',
  'javascript:alert(1)',
])('%s is no path of ours', (path) => {
  expect(accepts.Check(path)).toBe(false)
})

test('whatever is accepted, the browser stays here', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), (text) => {
      const path = `/${text}`
      if (!accepts.Check(path)) return
      const target = new URL(toReturnUrl(path, { problem: 'x' }), 'https://orders.example')
      expect(target.origin).toBe('https://orders.example')
      expect(target.searchParams.get('problem')).toBe('x')
    }),
    { numRuns: 2000 },
  )
})

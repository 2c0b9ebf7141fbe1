import { expect, test } from 'vitest'
import { disabledCodeOf, disabledReasons } from './webhook-disabling.ts'

test('why a webhook was disabled has a code that pages put into the words of their language', () => {
  expect(disabledCodeOf(disabledReasons.failing)).toBe('failing')
  expect(disabledCodeOf(disabledReasons.fell_behind)).toBe('fell_behind')
  expect(disabledCodeOf('In the words of an older version.')).toBeNull()
  expect(disabledCodeOf(null)).toBeNull()
})

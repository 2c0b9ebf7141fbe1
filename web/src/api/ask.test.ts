import { expect, test } from 'vitest'
import { ask } from './client.ts'
import { Unreachable } from './problem.ts'

test('an answer that breaks off, or is no JSON, counts as none and is asked for again', async () => {
  for (const cause of [new SyntaxError('Unexpected token <'), new TypeError('network error')])
    await expect(ask(Promise.reject(cause))).rejects.toMatchObject({ name: 'Unreachable', cause })
})

test('a question that nobody wants answered any more stays aborted, and a lost connection says why once', async () => {
  const aborted = new DOMException('aborted', 'AbortError')
  await expect(ask(Promise.reject(aborted))).rejects.toBe(aborted)
  const lost = new Unreachable('The server does not answer.')
  await expect(ask(Promise.reject(lost))).rejects.toBe(lost)
})

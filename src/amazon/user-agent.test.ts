import { expect, test } from 'vitest'
import { buildUserAgent, ordersyncUserAgent } from './user-agent.ts'

test('names the application, its version, language and platform', () => {
  expect(ordersyncUserAgent('0.1.0')).toMatch(/^Ordersync\/0\.1\.0 \(Language=TypeScript; Platform=\w+\)$/)
})

test('each place escapes its own characters', () => {
  const text = buildUserAgent({
    name: 'My/App(x)',
    version: '1(beta)/\\',
    attributes: { Language: 'a;b)c=d', 'K=y': '\\' },
  })
  expect(text).toBe('My\\/App(x)/1\\(beta)/\\\\ (Language=a\\;b\\)c=d; K\\=y=\\\\)')
})

test('what Amazon would refuse is refused here', () => {
  const attributes = { Language: 'TypeScript' }
  expect(() => buildUserAgent({ name: 'A', version: '1', attributes: {} })).toThrow('Language')
  expect(() => buildUserAgent({ name: '', version: '1', attributes })).toThrow('name')
  expect(() => buildUserAgent({ name: 'A'.repeat(500), version: '1', attributes })).toThrow('500')
  expect(() => buildUserAgent({ name: 'A\r\nX: y', version: '1', attributes })).toThrow('ASCII')
})

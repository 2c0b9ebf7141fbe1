import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { problemCatalogue } from '../src/api/problem-catalogue.ts'
import { reasonCodes } from '../src/domain/reason-code.ts'
import { publishedMetrics } from './published-metrics.ts'

const root = join(import.meta.dirname, '..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const documents = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...globSync('docs/**/*.md', { cwd: root })]

test('docs/errors.md lists every error and every reason code, with the right status', () => {
  const text = read('docs/errors.md')
  for (const [code, { status, title }] of Object.entries(problemCatalogue)) {
    expect(text).toContain(`| \`${code}\` | ${status} | ${title} |`)
  }
  for (const code of reasonCodes) expect(text).toContain(`| \`${code}\` |`)
})

test('docs/operations.md lists every setting that is read, with no other', () => {
  const readSettings = new Set(
    [...read('src/runtime/config.ts').matchAll(/read\.\w+\(\s*'([A-Z_]+)'/g)].map((match) => match[1]),
  )
  expect(readSettings.size).toBeGreaterThan(15)
  const [, table = ''] = read('docs/operations.md').split('## Settings')
  const listed = [...(table.split('## Processes')[0] ?? '').matchAll(/^\| (.+?) \|/gm)].flatMap((match) =>
    [...(match[1] ?? '').matchAll(/`([A-Z_]+)`/g)].map((name) => name[1] ?? ''),
  )
  const full = listed.map((name) => (name.startsWith('_') ? `AMAZON_SPAPI_URL${name}` : name))
  expect([...new Set(full)].sort()).toEqual([...readSettings].sort())
})

test('links between documents lead somewhere', () => {
  const broken = documents.flatMap((document) =>
    [...read(document).matchAll(/\]\((?!https?:)([^)#]+)[^)]*\)/g)]
      .map((match) => match[1] ?? '')
      .filter((target) => !existsSync(join(root, dirname(document), target)))
      .map((target) => `${document} → ${target}`),
  )
  expect(broken).toEqual([])
})

test('docs/operations.md lists every metric, and no other', async () => {
  const listed = new Set(
    read('docs/operations.md')
      .split('\n')
      .filter((line) => line.startsWith('| `ordersync_'))
      .flatMap((line) =>
        [...(line.split(' | ')[0] ?? '').matchAll(/`(ordersync_\w+)/g)].map(([, name]) => name),
      ),
  )
  listed.delete('ordersync_process_')
  const published = (await publishedMetrics()).filter((name) => !name.startsWith('ordersync_process_'))
  expect([...listed].sort()).toEqual([...published].sort())
})

import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

/**
 * Data flows one way, and the imports with it. Each folder names the others that it may use; the composition roots
 * (src/*.ts, src/embed, src/cli) may use everything. Tests may reach across.
 */
const allowed: Readonly<Record<string, readonly string[]>> = {
  domain: [],
  runtime: [],
  amazon: ['domain', 'runtime'],
  store: ['domain', 'runtime'],
  sync: ['domain', 'runtime', 'amazon', 'store'],
  oidc: ['domain', 'runtime'],
  api: ['domain', 'runtime', 'store', 'oidc'],
  webhooks: ['domain', 'runtime', 'store', 'api'],
  queue: ['domain', 'runtime', 'store', 'sync', 'webhooks'],
}

/** Single files that may use one folder more, each with its reason in its own words. */
const exceptions: Readonly<Record<string, readonly string[]>> = {
  'src/api/amazon-oauth/ask-amazon.ts': ['amazon'],
}

const root = join(import.meta.dirname, '..')
const sources = globSync('src/*/**/*.ts', { cwd: root }).filter(
  (file) => !/\.test\.ts$|\/testing\//.test(file),
)

test('the folders that the table names are the folders that there are', () => {
  const folders = [...new Set(sources.map((file) => file.split('/')[1]))].sort()
  expect(folders).toEqual([...Object.keys(allowed), 'cli', 'embed'].sort())
})

test('imports follow the direction of the data', () => {
  const wrong = sources.flatMap((file) => {
    const folder = file.split('/')[1] ?? ''
    const usual = allowed[folder]
    if (usual === undefined) return []
    const rule = [...usual, ...(exceptions[file] ?? [])]
    return importsOf(file)
      .filter((target) => target.startsWith('src/') && target !== 'src/version.ts')
      .filter((target) => target.split('/')[1] !== folder && !rule.includes(target.split('/')[1] ?? ''))
      .map((target) => `${file} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('the simulator knows nothing of the product, and only tests and the command line know the simulator', () => {
  const simulator = globSync('simulator/src/**/*.ts', { cwd: root }).flatMap((file) =>
    importsOf(file)
      .filter((target) => target.startsWith('src/'))
      .map((target) => `${file} imports ${target}`),
  )
  expect(simulator).toEqual([])
  const product = sources
    .filter((file) => !file.startsWith('src/cli/'))
    .filter((file) => /from '[^']*\bsimulator\//.test(readFileSync(join(root, file), 'utf8')))
  expect(product).toEqual([])
})

test('only the store speaks SQL, and only src/amazon, src/oidc and src/webhooks speak HTTP', () => {
  const code = (file: string): string => readFileSync(join(root, file), 'utf8')
  const sql = sources.filter(
    (file) =>
      !/^src\/(store|cli)\//.test(file) &&
      /\b(SELECT|INSERT INTO|UPDATE|DELETE FROM)\b[\s\S]{0,200}\bordersync\./.test(code(file)),
  )
  expect(sql).toEqual([])
  const http = sources.filter(
    (file) => !/^src\/(amazon|oidc|webhooks|cli)\//.test(file) && /from 'undici'|\bfetch\(/.test(code(file)),
  )
  expect(http).toEqual([])
})

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(root, file), 'utf8')
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((match) =>
    relative(root, join(root, dirname(file), match[1] ?? '')),
  )
}

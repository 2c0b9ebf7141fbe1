import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { compileUser, environment, installBeside, type Packed, pack, userSource } from './packed.ts'

let folder: string
let packed: Packed
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ordersync-package-'))
  packed = await pack(folder)
  await installBeside(packed.tarball, folder)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('the package holds the program, its declarations, migrations, dashboard and simulator, and no test or source', () => {
  for (const needed of [
    'README.md',
    'LICENSE',
    'bin/ordersync.js',
    'dist/src/index.js',
    'dist/src/index.d.ts',
    'dist/src/cli/main.js',
    'dist/src/store/migrations/0001_foundation.sql',
    'dist/web/dist/index.html',
    'dist/simulator/src/index.js',
  ])
    expect(packed.files).toContain(needed)
  expect(packed.files.filter((file) => /\.test\.|\/testing\/|(?<!\.d)\.ts$/.test(file))).toEqual([])
})

test('the package asks npm for nothing that is not published', () => {
  expect(Object.keys(manifest.dependencies).filter((name) => name.startsWith('@ordersync/'))).toEqual([])
})

test('the installed command runs outside the repository', () => {
  const command = join(folder, 'node_modules/ordersync/bin/ordersync.js')
  const { stdout, stderr } = spawnSync(process.execPath, [command, '--version'], {
    cwd: folder,
    env: environment,
    encoding: 'utf8',
  })
  expect({ stdout, stderr }).toEqual({ stdout: `${manifest.version}\n`, stderr: '' })
})

test('a strict TypeScript program compiles against its declarations', () => compileUser(folder, userSource))

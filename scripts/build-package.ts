import { spawnSync } from 'node:child_process'
import { chmodSync, cpSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildDashboardIfStale } from '../web/scripts/build-dashboard.ts'

/**
 * What `npm pack` and `npm publish` run first: Node strips no types under node_modules, so the package carries JavaScript
 * and declarations. `dist` has the shape of the repository (src, simulator, web/dist), so that every path between files
 * is the same in both.
 */
const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')

async function buildPackage(): Promise<void> {
  rmSync(dist, { recursive: true, force: true })
  const compiled = spawnSync('tsc', ['-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${join(root, 'node_modules', '.bin')}:${process.env.PATH}` },
  })
  if (compiled.status !== 0) throw new Error('the sources do not compile')
  for (const file of globSync('**/*.d.ts', { cwd: dist })) nameCompiledFiles(join(dist, file))
  cpSync(join(root, 'src/store/migrations'), join(dist, 'src/store/migrations'), { recursive: true })
  await buildDashboardIfStale()
  cpSync(join(root, 'web/dist'), join(dist, 'web/dist'), { recursive: true })
  chmodSync(join(root, 'bin/ordersync.js'), 0o755)
}

/** The compiler names `.ts` files in declarations, which are not in the package. */
function nameCompiledFiles(file: string): void {
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replaceAll(/((?:from|import\()\s*['"]\.[^'"]+)\.ts(['"])/g, '$1.js$2'))
}

await buildPackage()

import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { builtFromFile, distFolder, fingerprintOfSources, webFolder } from './sources.ts'

/**
 * Builds the dashboard into web/dist, with each file compressed beside it so that the server only has to send it.
 * With `--if-stale`: only when the sources changed since the last build.
 */
const fingerprint = fingerprintOfSources()
const isCurrent = existsSync(builtFromFile) && readFileSync(builtFromFile, 'utf8') === fingerprint

if (!process.argv.includes('--if-stale') || !isCurrent) await buildDashboard()

async function buildDashboard(): Promise<void> {
  const startedAt = performance.now()
  process.stdout.write('Building the dashboard (only when its sources changed) … ')
  await build({ configFile: join(webFolder, 'vite.config.ts'), logLevel: 'warn' })
  await Promise.all(
    globSync('**/*.{js,css,svg}', { cwd: distFolder }).map((file) => compress(join(distFolder, file))),
  )
  writeFileSync(builtFromFile, fingerprint)
  process.stdout.write(`done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
}

async function compress(file: string): Promise<void> {
  const content = readFileSync(file)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, quality))
}

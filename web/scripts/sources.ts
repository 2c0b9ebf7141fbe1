import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export const webFolder = join(import.meta.dirname, '..')
export const distFolder = join(webFolder, 'dist')

/** Beside what was built: the fingerprint of the sources that it was built from. */
export const builtFromFile = join(distFolder, '.built-from')

/** One text for everything that a build depends on: it changes when any of it does. */
export function fingerprintOfSources(): string {
  const files = [
    'index.html',
    'vite.config.ts',
    'vite.renderer.config.ts',
    'theme-styles.ts',
    'package.json',
    '../package-lock.json',
  ]
  const sources = globSync('src/**/*.{js,ts,tsx,css,svg}', { cwd: webFolder, exclude: ['**/*.test.ts'] })
  const hash = createHash('sha256')
  for (const file of [...files, ...sources.sort()]) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(webFolder, file)))
      .update('\0')
  }
  return hash.digest('hex')
}

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { distFolder } from './sources.ts'

/** What the first page that somebody opens may cost: JavaScript, gzipped, on a cold cache. */
export const budgetKilobytes = 350

/** What a page costs whose address is the first one that is opened. In kB, gzipped. */
export interface FirstLoad {
  /** The module that the router loads for it. */
  readonly page: string
  readonly scripts: number
  readonly styles: number
  /** Of the scripts, what no other page shares. */
  readonly own: number
}

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
}

/** Every page of what was built, in the order of their names. Throws when nothing was. */
export function firstLoads(): readonly FirstLoad[] {
  const manifestFile = join(distFolder, '.vite', 'manifest.json')
  if (!existsSync(manifestFile)) throw new Error('Nothing is built: npm run build -w web')
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>
  const pages = Object.keys(manifest).filter((name) => name.endsWith('/page.tsx'))
  return pages.toSorted().map((page) => {
    const files = [...filesWith(manifest, ['index.html', 'style.css', 'src/i18n/en/index.ts', page])]
    const sum = (ending: string): number =>
      files.filter((file) => file.endsWith(ending)).reduce((total, file) => total + kilobytes(file), 0)
    return { page, scripts: sum('.js'), styles: sum('.css'), own: kilobytes(manifest[page]?.file ?? '') }
  })
}

/** Every file that is loaded with a module, once. */
function filesWith(
  manifest: Readonly<Record<string, Chunk>>,
  names: readonly string[],
  seen = new Set<string>(),
): Set<string> {
  for (const name of names) {
    const chunk = manifest[name]
    if (chunk === undefined || seen.has(chunk.file)) continue
    seen.add(chunk.file)
    filesWith(manifest, chunk.imports ?? [], seen)
  }
  return seen
}

function kilobytes(file: string): number {
  return gzipSync(readFileSync(join(distFolder, file))).length / 1000
}

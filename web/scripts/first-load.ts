import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { distFolder } from './sources.ts'

/** What the first page that somebody opens may cost: JavaScript, gzipped, on a cold cache. */
export const budgetKilobytes = 350

/** What a page costs whose address is the first one that is opened. In kB, gzipped. */
export interface FirstLoad {
  /** Its module. */
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

/** Every page of what was built: the sign-in, then the others in the order of their names. Throws when nothing was. */
export function firstLoads(): readonly FirstLoad[] {
  const manifestFile = join(distFolder, '.vite', 'manifest.json')
  if (!existsSync(manifestFile)) throw new Error('Nothing is built: npm run build -w web')
  const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>
  const document = filesOfDocument()
  const load = (page: string, ...names: readonly string[]): FirstLoad => {
    const files = [...filesWith(manifest, ['src/i18n/en/index.ts', ...names], new Set(document))]
    const sum = (ending: string): number =>
      files.filter((file) => file.endsWith(ending)).reduce((total, file) => total + kilobytes(file), 0)
    const own = manifest[page]
    return {
      page,
      scripts: sum('.js'),
      styles: sum('.css'),
      own: own === undefined ? 0 : kilobytes(own.file),
    }
  }
  const pages = Object.keys(manifest).filter((name) => name.endsWith('/page.tsx'))
  return [
    // It has no file of its own: it is in the first one.
    load('src/pages/sign-in/page.tsx'),
    ...pages.toSorted().map((page) => load(page, 'src/shell/signed-in-frame.tsx', page)),
  ]
}

/** The scripts and styles that every page begins with. */
function filesOfDocument(): readonly string[] {
  const document = readFileSync(join(distFolder, 'index.html'), 'utf8')
  return [...document.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].flatMap(
    ([, file]) => file ?? [],
  )
}

/** Adds to `seen` every file that is loaded with the modules. */
function filesWith(
  manifest: Readonly<Record<string, Chunk>>,
  names: readonly string[],
  seen: Set<string>,
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

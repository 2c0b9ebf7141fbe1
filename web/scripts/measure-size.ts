import { existsSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { distFolder } from './sources.ts'

/** What the first page may cost: JavaScript, gzipped, on a cold cache. */
const budgetKilobytes = 350

/** The pages that somebody opens first, by the module that the router loads for them. */
const firstPages = ['src/pages/sign-in/page.tsx', 'src/pages/orders/page.tsx']

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly css?: readonly string[]
}

const manifestFile = join(distFolder, '.vite', 'manifest.json')
if (!existsSync(manifestFile)) throw new Error('Nothing is built: npm run build -w web')
const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>

const kilobytes = (file: string): number => gzipSync(readFileSync(join(distFolder, file))).length / 1000

/** Every file that is loaded with a module, once. */
function filesWith(names: readonly string[], seen = new Set<string>()): Set<string> {
  for (const name of names) {
    const chunk = manifest[name]
    if (chunk === undefined || seen.has(chunk.file)) continue
    seen.add(chunk.file)
    for (const file of chunk.css ?? []) seen.add(file)
    filesWith(chunk.imports ?? [], seen)
  }
  return seen
}

let isOverBudget = false
for (const page of firstPages) {
  const files = [...filesWith(['index.html', 'src/i18n/en/index.ts', page])]
  const sum = (ending: string): number =>
    files.filter((file) => file.endsWith(ending)).reduce((total, file) => total + kilobytes(file), 0)
  const scripts = sum('.js')
  isOverBudget ||= scripts > budgetKilobytes
  process.stdout.write(
    `${page}: ${scripts.toFixed(1)} kB JavaScript, ${sum('.css').toFixed(1)} kB CSS, gzipped (budget ${budgetKilobytes})\n`,
  )
}
const pages = Object.entries(manifest).filter(([name]) => name.endsWith('/page.tsx'))
for (const [name, { file }] of pages) {
  process.stdout.write(
    `  ${name.padEnd(34)} ${kilobytes(file).toFixed(1).padStart(7)} kB  ${basename(file)}\n`,
  )
}
process.exitCode = isOverBudget ? 1 : 0

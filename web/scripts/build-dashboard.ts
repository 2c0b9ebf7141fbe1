import { createHash } from 'node:crypto'
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { builtFromFile, distFolder, fingerprintOfSources, webFolder } from './sources.ts'

/** Builds the dashboard when its sources changed since the last build, or never was one. */
export async function buildDashboardIfStale(): Promise<void> {
  const isCurrent =
    existsSync(builtFromFile) && readFileSync(builtFromFile, 'utf8') === fingerprintOfSources()
  if (!isCurrent) await buildDashboard()
}

/** Builds the dashboard into web/dist, with each file compressed beside it so that the server only has to send it. */
export async function buildDashboard(): Promise<void> {
  const fingerprint = fingerprintOfSources()
  const startedAt = performance.now()
  const { build } = await import('vite')
  process.stdout.write('Building the dashboard (only when its sources changed) … ')
  for (const config of ['vite.config.ts', 'vite.renderer.config.ts']) {
    await inProduction(() => build({ configFile: join(webFolder, config), logLevel: 'warn' }))
  }
  writeRenderedDocument()
  await Promise.all(
    globSync('assets/*.{js,css,svg}', { cwd: distFolder }).map((file) => compress(join(distFolder, file))),
  )
  writeFileSync(builtFromFile, fingerprint)
  process.stdout.write(`done in ${((performance.now() - startedAt) / 1000).toFixed(1)} s\n`)
}

/** `rendered.html`: the document for a page that the server renders, in which the scripts wait for it to be painted. */
function writeRenderedDocument(): void {
  const start = readFileSync(join(webFolder, 'src/rendered/start.js'))
  const name = `assets/start-${createHash('sha256').update(start).digest('base64url').slice(0, 8)}.js`
  writeFileSync(join(distFolder, name), start)
  const document = readFileSync(join(distFolder, 'index.html'), 'utf8')
  const script = /<script type="module" crossorigin src="([^"]+)"><\/script>/g
  const waiting = document.replaceAll(script, '<link rel="modulepreload" crossorigin href="$1">')
  const started = waiting.replace(
    '</head>',
    `<link rel="expect" href="#rendered" blocking="render"><script type="module" blocking="render" crossorigin src="/${name}"></script>\n  </head>`,
  )
  writeFileSync(join(distFolder, 'rendered.html'), started)
}

/** Whoever runs tests has another NODE_ENV, and would be given a React for developers: slower and larger. */
async function inProduction(work: () => Promise<unknown>): Promise<void> {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = 'production'
  try {
    await work()
  } finally {
    if (before === undefined) delete process.env.NODE_ENV
    else process.env.NODE_ENV = before
  }
}

async function compress(file: string): Promise<void> {
  const content = readFileSync(file)
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
  writeFileSync(`${file}.gz`, await promisify(gzip)(content, { level: 9 }))
  writeFileSync(`${file}.br`, await promisify(brotliCompress)(content, quality))
}

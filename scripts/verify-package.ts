import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { compileUser, environment, pack, userSource } from '../test/package/packed.ts'

/**
 * `npm run verify-package`: packs, installs the tarball from the registry's dependencies into a clean folder, compiles
 * against it, starts `ordersync up` there (embedded PostgreSQL, simulated Amazon) and asks whether it lives.
 */
async function verify(folder: string): Promise<void> {
  const { tarball, files } = await pack(folder)
  say(`packed ${files.length} files`)
  writeFileSync(join(folder, 'package.json'), '{"private": true}')
  execFileSync('npm', ['install', '--no-audit', '--no-fund', tarball], { cwd: folder, env: environment })
  say('installed into a clean folder')
  await compileUser(folder, userSource)
  say('a program that embeds it compiles')
  // What npx runs, without npx between: it does not pass on the signal that ends it.
  const up = spawn(join(folder, 'node_modules/.bin/ordersync'), ['up'], {
    cwd: folder,
    env: { ...environment, PORT: '0', DATA_DIR: join(folder, 'data') },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await findAddress(up)
    await expectAnswer(`${url}/healthz`, 'application/json', '"alive":true')
    await expectAnswer(`${url}/readyz`, 'application/json', '"ready":true')
    await expectAnswer(`${url}/`, 'text/html', '<html')
    say(`"ordersync up" answers at ${url}, with database, API and dashboard`)
  } finally {
    up.stdout?.resume()
    up.kill('SIGTERM')
    if (up.exitCode === null) await once(up, 'exit')
  }
}

async function findAddress(up: ChildProcess): Promise<string> {
  if (up.stdout === null) throw new Error('no output')
  for await (const line of createInterface({ input: up.stdout })) {
    const [, url] = /is running:\s+(http:\S+)/.exec(line) ?? []
    if (url !== undefined) return url
  }
  throw new Error('"ordersync up" ended before it ran')
}

async function expectAnswer(url: string, accept: string, part: string): Promise<void> {
  const response = await fetch(url, { headers: { accept } })
  const text = await response.text()
  if (!response.ok || !text.includes(part)) throw new Error(`${url} answered ${response.status}: ${text}`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

const folder = mkdtempSync(join(tmpdir(), 'ordersync-verify-'))
try {
  await verify(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}

import { existsSync, globSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSeller, enroll } from '@ordersync/simulator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { main } from '../src/cli/main.ts'
import { openProduct, type Product } from './browser/harness/open-product.ts'
import { readCommands, type ShellCommand } from './documented-commands.ts'
import { earlierSchemaSql } from './earlier-system/schema.ts'
import { createTestDatabase, type TestDatabase } from './postgres.ts'

/**
 * Every command in a block of the documents is run against the running product, in the order of each document, and so is
 * every complete one in running text; what is not complete exists, with its flags, and so does every script.
 */
const root = join(import.meta.dirname, '..')
const documents = [
  ...['README.md', 'CONTRIBUTING.md', 'web/README.md', 'simulator/README.md'],
  ...globSync('docs/**/*.md', { cwd: root }).toSorted(),
]
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const scripts: Readonly<Record<string, string>> = JSON.parse(read('package.json')).scripts

/** In blocks: what `.ci/run` and other tests do, and the scripts, of which it is asked below whether they exist. */
const elsewhere = /^(npm (ci|install|start|test)|npx vitest|npm run|export)\b/
/**
 * In running text: processes, which have tests of their own; what watches until somebody ends it; what judges the machine
 * it runs on; what changes the keys of all; what names something that there is not here.
 */
const notHere = /^(up|serve|worker|migrate|simulate|doctor|master-key (add|rotate))\b|--watch\b|</

/** Whom the documents connect. */
const newSeller = createSeller('documents', 'acme', { ordersPerMonth: 5, historyDays: 10 })

let product: Product
let earlier: TestDatabase
let folder: string
let key: string
beforeAll(async () => {
  const seller = createSeller('documents', 'seed', { ordersPerMonth: 30, historyDays: 20 })
  const fleet = { sellers: [seller, newSeller], roster: [enroll('ecomlg-001', seller)] }
  product = await openProduct({ fleet }, await createTestDatabase())
  earlier = await createTestDatabase()
  await earlier.admin.query(
    `${earlierSchemaSql} INSERT INTO "MarketplaceConnection" (id, "tenantId") VALUES ('cm_1', 'ecomlg-001')`,
  )
  folder = await mkdtemp(join(tmpdir(), 'ordersync-documents-'))
  key = await product.makeKey('operator')
  await writeFile(
    join(folder, 'runtime.json'),
    JSON.stringify({ url: product.url, pid: 1, databaseUrl: product.journey.database.connectionString }),
  )
  await writeFile(join(folder, 'operator.key'), `${key}\n`)
})
afterAll(async () => {
  await product.close()
  await earlier.close()
  await rm(folder, { recursive: true })
})

test.each(documents)('every command in the blocks of %s does what it says', async (document) => {
  for (const command of readCommands(read(document)).filter(({ line }) => !elsewhere.test(line)))
    expect([command.line, await runHere(command)]).toEqual([command.line, 'done'])
})

test.each(documents)('every command and script that %s names exists', async (document) => {
  const named = [...read(document).matchAll(/`(?:npx )?ordersync ((?:[a-z][a-z-]*)(?: [^`]*)?)`/g)]
  for (const [, text = ''] of named) {
    expect([text, await isCommand(text)]).toEqual([text, true])
    if (notHere.test(text)) continue
    const words = ['ordersync', ...text.split(' ')]
    expect([text, await runHere({ line: text, words, stdin: null })]).toEqual([
      text,
      expect.stringMatching(ran),
    ])
  }
  const run = [...read(document).matchAll(/npm run ([\w-]+)(?: -w ([\w-]+))?/g)]
  for (const [, script = '', workspace] of run) {
    const known = workspace === undefined ? scripts : JSON.parse(read(`${workspace}/package.json`)).scripts
    expect([document, script, script in known]).toEqual([document, script, true])
  }
  for (const [, path = ''] of read(document).matchAll(/npx vitest ([\w/.-]+)/g))
    expect([path, existsSync(join(root, path))]).toEqual([path, true])
})

/** It did what it says, or is only named: it lacks a flag, or a tenant. */
const ran = /^done$|^exit status 2: |^exit status 1: .*tenantId/s

/** `done`, or what went wrong. */
async function runHere({ line, words, stdin }: ShellCommand): Promise<string> {
  if (words[0] === 'curl') return runCurl(words)
  if (words[0] !== 'ordersync') return `nobody runs ${line}`
  let said = ''
  const say = (text: string): void => {
    said += text
  }
  const status = await main(['node', ...words.map(fill)], environment(), {
    write: say,
    writeError: say,
    readStdin: async () => (stdin === null ? '' : `${newSeller.refreshTokens[0]}\n`),
  })
  return status === 0 ? 'done' : `exit status ${status}: ${said}`
}

const environment = (): Record<string, string> => ({
  DATA_DIR: folder,
  DATABASE_URL: product.journey.database.connectionString,
  ORDERSYNC_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
})

/** Names that a reader replaces. */
const fill = (word: string): string =>
  word
    .replace(/^T$/, 'ecomlg-001')
    .replace('A1B2C3D4E5F6G7', newSeller.sellerId)
    .replace(/^\$EARLIER_URL$/, earlier.connectionString)
    .replace(/^FILE$/, join(folder, 'file'))
    // A host that resolves without a network.
    .replace('example.com', '8.8.8.8')

async function runCurl(words: readonly string[]): Promise<string> {
  const after = (flag: string): string[] =>
    words.flatMap((word, index) =>
      words[index - 1] === flag ? [word.replace(/\$\(cat .*\)|\$KEY/, key)] : [],
    )
  const address = words.find((word) => word.startsWith('http')) ?? ''
  const response = await fetch(address.replace(/^https?:\/\/[^/]+/, product.url), {
    method: after('-X')[0] ?? (after('-d').length > 0 ? 'POST' : 'GET'),
    headers: Object.fromEntries(after('-H').map((header) => header.split(/: (.*)/s))),
    body: after('-d')[0] ?? null,
  })
  const answer = await response.text()
  return response.ok ? 'done' : `${response.status} ${answer}`
}

/** Whether the command of that text exists, and every flag in it. */
async function isCommand(text: string): Promise<boolean> {
  const words = text.split(' ')
  const name = words.slice(0, words.findIndex((word) => !/^[a-z][a-z-]*$/.test(word)) >>> 0)
  let help = ''
  const write = (part: string): void => {
    help += part
  }
  await main(['node', 'ordersync', ...name, '--help'], {}, { write, writeError: write })
  const flags = words.filter((word) => word.startsWith('--'))
  return help.startsWith(`Usage: ordersync ${name[0]}`) && flags.every((flag) => help.includes(flag))
}

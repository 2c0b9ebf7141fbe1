import { execFile } from 'node:child_process'
import { mkdir, readdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../..')
const tools = join(root, 'node_modules', '.bin')

/** The environment in which the Node and the compiler of this repository come first. */
export const environment = {
  ...process.env,
  PATH: `${tools}:${dirname(process.execPath)}:${process.env.PATH}`,
}

export interface Packed {
  readonly tarball: string
  readonly files: readonly string[]
}

/** `npm pack`, as a release does it. */
export async function pack(folder: string): Promise<Packed> {
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], {
    cwd: root,
    env: environment,
    maxBuffer: 16 * 1024 * 1024,
  })
  // Builders may have printed before the JSON.
  const report: unknown = JSON.parse(stdout.slice(stdout.search(/^[[{]/m)))
  const [packed] = Object.values(report as Record<string, { filename: string; files: { path: string }[] }>)
  if (packed === undefined) throw new Error(`npm pack said ${stdout}`)
  return { tarball: join(folder, packed.filename), files: packed.files.map(({ path }) => path) }
}

/** A folder in which the package lies as npm would install it, with the dependencies of this repository. */
export async function installBeside(tarball: string, folder: string): Promise<void> {
  const modules = join(folder, 'node_modules')
  await mkdir(join(modules, 'ordersync'), { recursive: true })
  await run('tar', ['xzf', tarball, '--strip-components=1', '-C', join(modules, 'ordersync')])
  const own = new Set(['ordersync', '@ordersync', '.bin', '.package-lock.json'])
  for (const name of await readdir(join(root, 'node_modules'))) {
    if (!own.has(name)) await symlink(join(root, 'node_modules', name), join(modules, name))
  }
}

/** Compiles what somebody writes who embeds the package: their own strict settings, without ours. */
export async function compileUser(folder: string, source: string): Promise<void> {
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'user', private: true, type: 'module' }),
  )
  await writeFile(join(folder, 'user.ts'), source)
  const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2024']
  await run('tsc', [...options, '--types', 'node', '--skipLibCheck', 'user.ts'], {
    cwd: folder,
    env: environment,
  }).catch((error: { stdout?: string }) => {
    throw new Error(`what embeds the package does not compile:\n${error.stdout}`)
  })
}

/** What must compile against the package, and what must not. */
export const userSource = `
import { createOrdersync, type Ordersync } from 'ordersync'

export const ordersync: Ordersync = createOrdersync({
  databaseUrl: 'postgres://localhost/app',
  masterKey: 'base64',
  amazon: { clientId: 'id', clientSecret: 'secret' },
})
ordersync.on('run', ({ tenantId, status }) => console.log(tenantId.length, status === 'success'))
for await (const change of ordersync.changes('acme', { after: null })) {
  console.log(change.externalOrderId, change.order?.orderStatus)
}
// @ts-expect-error there is no such event
ordersync.on('nonsense', () => {})
// @ts-expect-error there is no such option
createOrdersync({ nonsense: true })
`

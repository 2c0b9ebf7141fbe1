import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
  /** Lets the commands of this machine find the running server; removed when it stops. */
  announce(running: { readonly url: string; readonly pid: number }): Promise<void>
  withdraw(): Promise<void>
}

export interface SimulatedWorld {
  readonly seed: string
  readonly epoch: Date
}

export function openDataFolder(path: string): DataFolder {
  const masterKeyFile = join(path, 'master.key')
  const runtimeFile = join(path, 'runtime.json')
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
    announce: (running) => writeFile(runtimeFile, `${JSON.stringify(running)}\n`),
    withdraw: () => rm(runtimeFile, { force: true }),
  }
}

/** The content of a file, which is made with `make` unless it is there. */
async function keep(folder: string, file: string, make: () => string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
  }
  await mkdir(folder, { recursive: true })
  // 'wx': a second process that starts at the same moment reads what the first one wrote.
  await writeFile(file, `${make()}\n`, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  return (await readFile(file, 'utf8')).trim()
}

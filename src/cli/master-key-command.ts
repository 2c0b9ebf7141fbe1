import { randomBytes } from 'node:crypto'
import { readFile, rename, writeFile } from 'node:fs/promises'
import { readConfig } from '../runtime/config.ts'
import { listMasterKeyUse, type MasterKeyUse } from '../store/master-keys.ts'
import { rotateMasterKey } from '../store/rotate-master-key.ts'
import { type CliContext, CommandFailed, type GlobalOptions, type RegisterCommand } from './cli-context.ts'
import { openDataFolder } from './data-folder.ts'
import { withSecretStore } from './open-secret-store.ts'
import { print, toTable } from './print.ts'
import { startProcess } from './start-process.ts'

export const registerMasterKey: RegisterCommand = (program, context) => {
  const masterKey = program
    .command('master-key')
    .description(
      'the key that wraps the keys of all tenants; works on the database itself, not through a server',
    )

  masterKey
    .command('status')
    .description('which master keys wrap how many keys')
    .action(async (_options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      const masterKeys = await startProcess(() => withSecretStore(context, ({ db }) => listMasterKeyUse(db)))
      print(context, options, { masterKeys }, () => describe(masterKeys))
    })

  masterKey
    .command('add')
    .description('put a new key before those in the master key file; running processes find it there')
    .action(async (_options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      const file = await addToFile(context)
      print(
        context,
        options,
        { file },
        () => `${file} begins with a new key. Next: ordersync master-key rotate`,
      )
    })

  masterKey
    .command('rotate')
    .description(
      'wrap everything with the first key that is configured; the earlier ones are needed until it is done',
    )
    .action(async (_options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      const rotation = await startProcess(() =>
        withSecretStore(context, ({ db, keyProvider }) =>
          rotateMasterKey(db, keyProvider, (count) => context.writeError(`${count} keys wrapped\n`)),
        ),
      )
      print(
        context,
        options,
        rotation,
        () =>
          `Master key ${rotation.masterKeyId} wraps everything (${rotation.rewrapped} keys wrapped anew). The earlier one can be removed.`,
      )
    })
}

/** Written beside the file and moved over it: a process that reads at that moment finds the old file or the new one. */
async function addToFile({ env }: CliContext): Promise<string> {
  const config = readConfig(env)
  if (config.masterKey !== null || config.kmsKeyId !== null) {
    throw new CommandFailed(
      'The master key is not in a file: make one with "openssl rand -base64 32" and set ORDERSYNC_MASTER_KEY to it, ORDERSYNC_MASTER_KEY_PREVIOUS to the present one.',
    )
  }
  const file = config.masterKeyFile ?? openDataFolder(config.dataDir).masterKeyFile
  const present = await readFile(file, 'utf8').catch(() => {
    throw new CommandFailed(`There is no master key file at ${file}.`)
  })
  const draft = `${file}.${process.pid}`
  await writeFile(draft, `${randomBytes(32).toString('base64')}\n${present.trim()}\n`, { mode: 0o600 })
  await rename(draft, file)
  return file
}

function describe(masterKeys: readonly MasterKeyUse[]): string {
  return toTable(
    ['Master key', 'Wraps what is new', 'Keys wrapped by it'],
    masterKeys.map(({ masterKeyId, isCurrent, wrapped }) => [masterKeyId, isCurrent ? 'yes' : 'no', wrapped]),
    'No master key was used yet.',
  )
}

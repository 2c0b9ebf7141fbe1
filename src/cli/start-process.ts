import { SecretStoreUnavailable } from '../runtime/key-provider.ts'
import { isMissingRole, isRefusedRole, UnsafeRoleError } from '../store/check-application-role.ts'
import { isDatabaseUnavailable, sqlState } from '../store/database.ts'
import { WrongAmazonError } from '../store/installation.ts'
import { SchemaError } from '../store/migration-state.ts'
import { CommandFailed } from './cli-context.ts'
import { FolderInUse } from './data-folder.ts'

/** Runs a process of the product; what keeps it from starting becomes one sentence that says what to do. */
export async function startProcess<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const sentence = explainStart(error)
    if (sentence === null) throw error
    throw new CommandFailed(sentence)
  }
}

/** What a file system says where nothing can be written. */
const unwritable = new Set(['EACCES', 'EPERM', 'ENOTDIR', 'EEXIST', 'EROFS', 'ENOSPC', 'EDQUOT'])

/** Why a process cannot start, or null for what is not foreseen. */
export function explainStart(error: unknown): string | null {
  if (!(error instanceof Error)) return null
  if (
    error instanceof FolderInUse ||
    error instanceof WrongAmazonError ||
    error instanceof SchemaError ||
    error instanceof UnsafeRoleError ||
    error instanceof SecretStoreUnavailable
  )
    return error.message
  const { code, port, syscall, hostname } = error as NodeJS.ErrnoException & {
    port?: number
    hostname?: string
  }
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: stop what listens there, or set PORT to another one.`
  if (code === 'EADDRNOTAVAIL')
    return `${error.message}. Set HOST to an address of this machine, such as 127.0.0.1.`
  if (code === 'ENOTFOUND')
    return `There is no host "${hostname}": correct it where it is named, in DATABASE_URL or HOST.`
  if (code === 'EACCES' && syscall === 'listen')
    return `This user may not listen on port ${port}: set PORT to one above 1023.`
  if (unwritable.has(code ?? '') || (code === 'ENOENT' && syscall === 'mkdir'))
    return `${error.message}. Set DATA_DIR to a folder that can be written.`
  const state = sqlState(error)
  if (state === '28P01' || state === '28000')
    return 'PostgreSQL refuses the user or password in DATABASE_URL.'
  if (state === '3D000') return 'The database that DATABASE_URL names does not exist: create it first.'
  if (isRefusedRole(error))
    return 'The user of DATABASE_URL may not act as ordersync_app: as the owner of the database, GRANT ordersync_app TO that user.'
  if (state === '42501') return `PostgreSQL refuses this user the right: ${error.message}.`
  if (state === '42P01' || state === '3F000' || isMissingRole(error))
    return 'The database has no Ordersync tables yet: run "ordersync migrate" first.'
  if (isDatabaseUnavailable(error))
    return `PostgreSQL cannot be reached: ${error.message || code}. Check DATABASE_URL.`
  return null
}

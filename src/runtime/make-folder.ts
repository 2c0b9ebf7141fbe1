import { mkdir, stat } from 'node:fs/promises'
import { dirname } from 'node:path'

/**
 * Makes a folder with all that lead to it, unless it is there. Level by level: Node's own recursion never ends where a
 * folder cannot be made in one that is there, such as /proc. Throws the system's error.
 */
export async function makeFolder(folder: string): Promise<void> {
  const code = await tryToMake(folder)
  if (code !== 'ENOENT') return
  if (dirname(folder) !== folder) await makeFolder(dirname(folder))
  await mkdir(folder).catch(async (error: NodeJS.ErrnoException) => {
    if (!(await isFolder(folder))) throw error
  })
}

/** Null when it is there now; `ENOENT` when the one above it is not. */
async function tryToMake(folder: string): Promise<'ENOENT' | null> {
  try {
    await mkdir(folder)
    return null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 'ENOENT'
    if (await isFolder(folder)) return null
    throw error
  }
}

async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (entry) => entry.isDirectory(),
    () => false,
  )
}

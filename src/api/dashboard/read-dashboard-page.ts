import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiSettings } from '../context.ts'

/**
 * The dashboard's document, told what its sign-in page must know before anybody is signed in: whether Amazon is
 * simulated. Read each time, so that a new build is seen at once. Null when nothing is built.
 */
export async function readDashboardPage(folder: string, settings: ApiSettings): Promise<string | null> {
  try {
    const page = await readFile(join(folder, 'index.html'), 'utf8')
    return page.replace('<html', `<html data-amazon="${settings.simulated ? 'simulated' : 'real'}"`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

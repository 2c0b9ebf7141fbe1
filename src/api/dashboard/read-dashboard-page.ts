import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ApiContext } from '../context.ts'

/**
 * The dashboard's document, told what its sign-in page must know before anybody is signed in: whether Amazon is
 * simulated, and whether there is an identity provider. Read each time, so that a new build is seen at once. Null when
 * nothing is built.
 */
export async function readDashboardPage(
  folder: string,
  { settings, identityProvider }: Pick<ApiContext, 'settings' | 'identityProvider'>,
): Promise<string | null> {
  try {
    const page = await readFile(join(folder, 'index.html'), 'utf8')
    const amazon = settings.simulated ? 'simulated' : 'real'
    const oidc = identityProvider?.signsIn === true ? 'offered' : 'none'
    return page.replace('<html', `<html data-amazon="${amazon}" data-oidc="${oidc}"`)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

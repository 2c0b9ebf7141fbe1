import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { ApiContext } from '../context.ts'
import { readSessionToken } from '../session/session-cookie.ts'

/**
 * The dashboard's document, told what a page must know before it has asked anything: whether Amazon is simulated, whether
 * there is an identity provider, and whether this browser brought a session, which may have ended. Read each time, so that
 * a new build is seen at once. Null when nothing is built.
 */
export async function readDashboardPage(
  folder: string,
  request: FastifyRequest,
  { settings, identityProvider, edge }: Pick<ApiContext, 'settings' | 'identityProvider' | 'edge'>,
): Promise<string | null> {
  try {
    const page = await readFile(join(folder, 'index.html'), 'utf8')
    const amazon = settings.simulated ? 'simulated' : 'real'
    const oidc = identityProvider?.signsIn === true ? 'offered' : 'none'
    const session = readSessionToken(request, edge) === null ? 'none' : 'brought'
    return page.replace(
      '<html',
      `<html data-amazon="${amazon}" data-oidc="${oidc}" data-session="${session}"`,
    )
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

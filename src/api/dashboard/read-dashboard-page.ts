import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FastifyRequest } from 'fastify'
import type { ApiContext } from '../context.ts'
import { readSessionToken } from '../session/session-cookie.ts'
import type { Language } from './browser-state.ts'

/** What a page must know before it has asked anything, by name: `data-…` of the document. */
export type Facts = Readonly<Record<'amazon' | 'oidc' | 'session', string>>

/**
 * Whether Amazon is simulated, whether there is an identity provider, and whether this browser brought a session, which may
 * have ended.
 */
export function factsOf(
  request: FastifyRequest,
  { settings, identityProvider, edge }: Pick<ApiContext, 'settings' | 'identityProvider' | 'edge'>,
): Facts {
  return {
    amazon: settings.simulated ? 'simulated' : 'real',
    oidc: identityProvider?.signsIn === true ? 'offered' : 'none',
    session: readSessionToken(request, edge) === null ? 'none' : 'brought',
  }
}

/** The dashboard's document. Read each time, so that a new build is seen at once. Null when nothing is built. */
export async function readDashboardPage(folder: string, facts: Facts): Promise<string | null> {
  const page = await readBuilt(folder, 'index.html')
  return page && withFacts(page, facts)
}

/**
 * The document in two parts, between which belongs what the server renders, and the end of the element around it. Its scripts
 * wait for that to be painted.
 */
export async function readDocumentToRenderInto(
  folder: string,
  facts: Facts,
  language: Language,
): Promise<{ readonly before: string; readonly after: string } | null> {
  const page = await readBuilt(folder, 'rendered.html')
  if (page === null) return null
  const document = withFacts(page, facts).replace(' lang="en"', ` lang="${language}"`)
  const end = document.indexOf('</div>', document.indexOf('<div id="root">'))
  return { before: document.slice(0, end), after: document.slice(end + '</div>'.length) }
}

function withFacts(page: string, facts: Facts): string {
  const attributes = Object.entries(facts).map(([name, value]) => ` data-${name}="${value}"`)
  return page.replace('<html', `<html${attributes.join('')}`)
}

async function readBuilt(folder: string, name: string): Promise<string | null> {
  try {
    return await readFile(join(folder, name), 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw error
  }
}

import type { Api } from './context.ts'
import { findPermission } from './permissions.ts'

/** Every route that is registered. Answers which methods an address knows, so that 404 and 405 can be told apart. */
export class RouteTable {
  readonly #routes: { readonly method: string; readonly url: string; readonly pattern: RegExp }[] = []

  /** Watches the registration from here on. A route without a rule in the table of permissions stops the start. */
  watch(api: Api): void {
    api.addHook('onRoute', ({ method, url }) => {
      for (const name of [method].flat()) {
        if (findPermission(name, url) === null)
          throw new Error(`${name} ${url} has no rule in permissions.ts`)
        this.#routes.push({ method: name, url, pattern: toPattern(url) })
      }
    })
  }

  /** Without HEAD, which every address has that knows GET. */
  names(): readonly string[] {
    return this.#routes.filter(({ method }) => method !== 'HEAD').map(({ method, url }) => `${method} ${url}`)
  }

  methodsOf(path: string): readonly string[] {
    return [...new Set(this.#routes.flatMap(({ method, pattern }) => (pattern.test(path) ? [method] : [])))]
  }
}

function toPattern(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part === '*') return '.*'
    return part.startsWith(':') ? '[^/]+' : part.replaceAll('.', '\\.')
  })
  return new RegExp(`^${parts.join('/')}$`)
}

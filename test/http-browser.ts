/** A page as a browser without scripts and pictures sees it: where it came to rest, and what is there. */
export interface Page {
  readonly url: URL
  readonly status: number
  readonly html: string
  readonly headers: Headers
}

/** Follows redirects, keeps cookies by host and path, and fills in forms: a browser as far as HTTP goes. */
export class HttpBrowser {
  readonly #cookies = new Map<
    string,
    { readonly value: string; readonly path: string; readonly host: string }
  >()
  /** Every address that was visited, redirects included. */
  readonly visited: string[] = []

  /** Keeps the cookies of an answer that a page's script got. */
  accept(url: string, headers: Headers): void {
    const { host } = new URL(url)
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
      const [name = '', value = ''] = pair.split('=')
      const find = (wanted: string) =>
        attributes.find((attribute) => attribute.toLowerCase().startsWith(`${wanted}=`))?.split('=')[1]
      if (find('max-age') === '0') this.#cookies.delete(`${host} ${name}`)
      else this.#cookies.set(`${host} ${name}`, { value, path: find('path') ?? '/', host })
    }
  }

  cookieHeader(url: string): string {
    const { host, pathname } = new URL(url)
    return [...this.#cookies]
      .filter(([, cookie]) => cookie.host === host && pathname.startsWith(cookie.path))
      .map(([key, cookie]) => `${key.split(' ')[1]}=${cookie.value}`)
      .join('; ')
  }

  /** Opens an address; `stopBefore` answers the redirect to such a path instead of following it. */
  async open(url: string, options: { form?: URLSearchParams; stopBefore?: string } = {}): Promise<Page> {
    let next = url
    let form = options.form
    for (let redirects = 0; redirects < 10; redirects += 1) {
      this.visited.push(next)
      const cookie = this.cookieHeader(next)
      const response = await fetch(next, {
        redirect: 'manual',
        headers: cookie === '' ? {} : { cookie },
        ...(form === undefined ? {} : { method: 'POST', body: form }),
      })
      this.accept(next, response.headers)
      const location = response.headers.get('location')
      const page = { status: response.status, html: await response.text(), headers: response.headers }
      if (location === null) return { url: new URL(next), ...page }
      next = new URL(location, next).href
      form = undefined
      if (options.stopBefore !== undefined && new URL(next).pathname === options.stopBefore) {
        return { url: new URL(next), ...page }
      }
    }
    throw new Error('too many redirects')
  }

  /** Sends the form of a page, with its hidden fields and what the person chose. */
  async submit(
    page: Page,
    fields: Record<string, string>,
    options: { stopBefore?: string } = {},
  ): Promise<Page> {
    const form = new URLSearchParams()
    for (const [, name = '', value = ''] of page.html.matchAll(
      /type="hidden" name="([^"]+)" value="([^"]*)"/g,
    )) {
      form.set(
        name,
        value.replaceAll(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
      )
    }
    for (const [name, value] of Object.entries(fields)) form.set(name, value)
    const action = /<form[^>]* action="([^"]+)"/.exec(page.html)?.[1] ?? ''
    return this.open(new URL(action, page.url).href, { form, ...options })
  }
}

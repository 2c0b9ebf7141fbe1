type QueryValue = string | number | readonly string[] | undefined

/** `?a=1&b=x,y` with every value URL-encoded, lists comma-separated, absent ones and empty lists left out. */
export function buildQuery(parameters: Readonly<Record<string, QueryValue>>): string {
  const pairs = Object.entries(parameters)
    .map(
      ([name, value]) => [name, typeof value === 'object' ? value.join(',') : String(value ?? '')] as const,
    )
    .filter(([, text]) => text !== '')
    .map(([name, text]) => `${name}=${encodeURIComponent(text)}`)
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`
}

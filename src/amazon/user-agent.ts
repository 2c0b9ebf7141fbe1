/** Amazon answers requests with a longer User-Agent with an error. */
const maxLength = 500

export interface UserAgentParts {
  readonly name: string
  readonly version: string
  /** `Language` is mandatory; others are free. */
  readonly attributes: Readonly<Record<string, string>>
}

/**
 * `Ordersync/0.1.0 (Language=TypeScript; Platform=linux)`. Each place has its own characters to escape with a
 * backslash. Source: SP-API Developer Guide, "Include a User-Agent header in all requests".
 */
export function buildUserAgent({ name, version, attributes }: UserAgentParts): string {
  if (name === '' || version === '') throw new Error('A User-Agent needs a name and a version')
  if (attributes.Language === undefined) throw new Error('A User-Agent needs the attribute Language')
  const list = Object.entries(attributes).map(
    ([key, value]) => `${escaped(key, /[\\=]/g)}=${escaped(value, /[\\);]/g)}`,
  )
  const text = `${escaped(name, /[\\/]/g)}/${escaped(version, /[\\(]/g)} (${list.join('; ')})`
  if (!/^[\x20-\x7e]+$/.test(text)) throw new Error('A User-Agent must be printable ASCII')
  if (text.length > maxLength) throw new Error(`A User-Agent must not exceed ${maxLength} characters`)
  return text
}

/** What every request of this program says about itself. */
export function ordersyncUserAgent(version: string): string {
  return buildUserAgent({
    name: 'Ordersync',
    version,
    attributes: { Language: 'TypeScript', Platform: process.platform },
  })
}

function escaped(text: string, special: RegExp): string {
  return text.replaceAll(special, '\\$&')
}

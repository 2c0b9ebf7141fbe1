/**
 * What an address holds under these names, as text and as it came: people edit addresses. Each page reads what makes sense of it and
 * says what does not.
 */
export function addressTexts<Name extends string>(
  search: Readonly<Record<string, unknown>>,
  names: readonly Name[],
): { readonly [Key in Name]?: string } {
  const texts = names.flatMap((name) => {
    const value = search[name]
    const isText = typeof value === 'string' || typeof value === 'number'
    return isText && value !== '' ? [[name, String(value)]] : []
  })
  return Object.fromEntries(texts)
}

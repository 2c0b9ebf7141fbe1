/** What a tenant's id looks like: as the API has it. */
const pattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/

export function isTenantId(text: string): boolean {
  return pattern.test(text)
}

/** An id made of a name: `Café Müller & Co.` is `cafe-muller-co`. Empty when nothing of the name is left. */
export function idFromName(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{Mark}/gu, '')
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
}

/** An id made of a name: `Café Müller & Co.` is `cafe-muller-co`. Empty when nothing of the name is left. */
export function idFromName(name: string): string {
  const plain = name.normalize('NFD').replaceAll(/\p{Mark}/gu, '')
  return plain
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
}

/** A map of bounded size: when it is full, what was not used for longest goes. */
export interface LruMap<Value> {
  get(key: string): Value | undefined
  set(key: string, value: Value): void
  delete(key: string): void
  /** All keys, unused for longest first. */
  keys(): readonly string[]
}

export function createLruMap<Value>(maxEntries: number): LruMap<Value> {
  // A Map iterates in order of insertion, so its first key is the one unused for longest.
  const entries = new Map<string, Value>()
  return {
    get(key) {
      const value = entries.get(key)
      if (value === undefined) return undefined
      entries.delete(key)
      entries.set(key, value)
      return value
    },
    set(key, value) {
      entries.delete(key)
      entries.set(key, value)
      const oldest = entries.keys().next()
      if (entries.size > maxEntries && oldest.done !== true) entries.delete(oldest.value)
    },
    delete(key) {
      entries.delete(key)
    },
    keys: () => [...entries.keys()],
  }
}

/** Small seeded randomness: everything the simulator draws comes from a hash of what it is drawn for. */
export interface Random {
  /** In [0, 1). */
  unit(): number
  /** Whole number, both ends included. */
  int(min: number, max: number): number
  chance(probability: number): boolean
  pick<T>(choices: readonly T[]): T
  digits(count: number): string
}

/** 32-bit FNV-1a with a final mix, over the parts' text. */
export function hash32(...parts: readonly (string | number)[]): number {
  let hash = 0x811c9dc5
  for (const part of parts) {
    const text = String(part)
    for (let at = 0; at < text.length; at++) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
    }
    hash = Math.imul(hash ^ 0x1f, 0x01000193)
  }
  return mix32(hash)
}

/** The finalizer of MurmurHash3: every input bit reaches every output bit. */
export function mix32(value: number): number {
  let mixed = value | 0
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** Combines whole numbers without building strings; used once per order. */
export function combine32(first: number, second: number, third = 0): number {
  return mix32(mix32(mix32(first) + Math.imul(second, 0x9e3779b1)) + Math.imul(third, 0x7feb352d))
}

/** mulberry32. */
export function createRandom(seed: number): Random {
  let state = seed | 0
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const int = (min: number, max: number) => min + Math.floor(unit() * (max - min + 1))
  return {
    unit,
    int,
    chance: (probability) => unit() < probability,
    pick: (choices) => {
      const choice = choices[Math.floor(unit() * choices.length)]
      if (choice === undefined) throw new RangeError('nothing to pick from')
      return choice
    },
    digits: (count) => {
      let text = ''
      for (let digit = 0; digit < count; digit++) text += int(0, 9)
      return text
    },
  }
}

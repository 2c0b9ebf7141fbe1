import { v7 } from 'uuid'

/** The only source of chance, injected so that tests can repeat a run. */
export interface Random {
  /** A number in [0, 1). */
  unit(): number
  /** A new id that says what it identifies and sorts by time of creation: `run_0198…`. */
  id(prefix: string): string
}

export const systemRandom: Random = {
  unit: () => Math.random(),
  id: (prefix) => `${prefix}_${v7().replaceAll('-', '')}`,
}

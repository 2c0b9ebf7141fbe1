/** What a benchmark found. A ratio compares two things measured in the same run; a figure is a bare number. */
export interface BenchmarkResult {
  readonly ratios: Readonly<Record<string, number>>
  readonly figures: Readonly<Record<string, number>>
  /** The version of the PostgreSQL that was measured. */
  readonly postgres: string
  /** For people: the heads and rows of a table, and sentences about how it was measured. */
  readonly table: readonly (readonly string[])[]
  readonly notes: readonly string[]
  /** What must not be so: with any of it, the command ends with status 1. */
  readonly failures?: readonly string[]
}

/** Measures one thing. `progress` gets a line now and then; `signal` says that the user has seen enough. */
export type Benchmark = (progress: (line: string) => void, signal: AbortSignal) => Promise<BenchmarkResult>

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

export function round(value: number, digits = 0): number {
  return Number(value.toFixed(digits))
}

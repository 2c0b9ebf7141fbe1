import { median, round } from './benchmark.ts'
import { readCpuTicks } from './machine.ts'
import { type Spent, Stopwatch } from './stopwatch.ts'

/** Ways to write the same orders, measured side by side and held against one of them, raw COPY. */
export const copyKinds = ['copy', 'preparedCopy'] as const
export type CopyKind = (typeof copyKinds)[number]

/** After one more that is not counted, for all kinds alike: it fills caches and compiles code. */
export const rounds = 9

export type Watches<Kind extends string> = Readonly<Record<Kind, Stopwatch>>

export interface Measured<Kind extends string> {
  readonly rounds: readonly Readonly<Record<Kind, Spent>>[]
  /** The share of the CPU time that the hypervisor gave to somebody else meanwhile. */
  readonly steal: number
}

/** Calls `measure` for each round with fresh watches, one for each kind; `backendOf` names the process that serves it. */
export async function measureRounds<Kind extends string>(
  kinds: readonly Kind[],
  backendOf: (kind: Kind) => number,
  progress: (line: string) => void,
  measure: (number: number, watches: Watches<Kind>) => Promise<void>,
): Promise<Measured<Kind>> {
  const ofKinds = <T>(make: (kind: Kind) => T): Record<Kind, T> =>
    Object.fromEntries(kinds.map((kind) => [kind, make(kind)])) as Record<Kind, T>
  const before = readCpuTicks()
  const found: Record<Kind, Spent>[] = []
  for (let number = 0; number <= rounds; number += 1) {
    progress(number === 0 ? 'Warming up.' : `Round ${number} of ${rounds}.`)
    const watches = ofKinds((kind) => new Stopwatch(backendOf(kind)))
    await measure(number, watches)
    if (number > 0) found.push(ofKinds((kind) => watches[kind].spent))
  }
  const after = readCpuTicks()
  const steal = before && after ? (after.stolen - before.stolen) / (after.total - before.total) : Number.NaN
  return { rounds: found, steal }
}

/** Lets writers take turns: each of them comes first as often as the others. */
export async function inTurn(number: number, writers: readonly (() => Promise<unknown>)[]): Promise<void> {
  for (let turn = 0; turn < writers.length; turn += 1) await writers[(number + turn) % writers.length]?.()
}

/** Medians over the rounds, as figures and as a table for people. `names`: each kind in words. */
export interface Summary<Kind extends string> {
  /** How fast a kind is, raw COPY being 1; and the same against COPY of rows that are ready. */
  ratio(kind: Kind, peer?: CopyKind): number
  /** The lowest and the highest ratio of a round. */
  spread(kind: Kind): readonly [number, number]
  readonly figures: Readonly<Record<string, number>>
  readonly table: readonly (readonly string[])[]
}

export function summarize<Kind extends string>(
  { rounds: found, steal }: Measured<Kind | CopyKind>,
  names: Readonly<Record<Kind | CopyKind, string>>,
  ordersPerRound: number,
): Summary<Kind | CopyKind> {
  type Each = Kind | CopyKind
  const kinds = Object.keys(names) as Each[]
  const ofRounds = (value: (spent: Readonly<Record<Each, Spent>>) => number): number =>
    median(found.map(value))
  const perSecond = (kind: Each): number => ofRounds((spent) => ordersPerRound / spent[kind].seconds)
  const nodeMicros = (kind: Each): number => ofRounds((spent) => spent[kind].nodeMicros / ordersPerRound)
  const postgresMicros = (kind: Each): number =>
    ofRounds((spent) => spent[kind].postgresMicros / ordersPerRound)
  const against = (peer: Each, kind: Each): readonly number[] =>
    found.map((spent) => spent[peer].seconds / spent[kind].seconds)
  const ratio = (kind: Each, peer: CopyKind = 'copy'): number => round(median(against(peer, kind)), 3)
  const figuresOf = (name: string, value: (kind: Each) => number, digits: number) =>
    kinds.map((kind) => [`${kind}${name}`, round(value(kind), digits)] as const)
  return {
    ratio,
    spread: (kind) => {
      const all = against('copy', kind)
      return [round(Math.min(...all), 3), round(Math.max(...all), 3)]
    },
    figures: Object.fromEntries([
      ...figuresOf('OrdersPerSecond', perSecond, 0),
      ...figuresOf('NodeMicrosPerOrder', nodeMicros, 1),
      ...figuresOf('PostgresMicrosPerOrder', postgresMicros, 1),
      ['stolenCpuPercent', round(steal * 100, 1)],
      ['rounds', rounds],
    ]),
    table: [
      ['', 'orders/s', 'of raw COPY', 'Node CPU µs/order', 'PostgreSQL CPU µs/order'],
      ...kinds.map((kind) => [
        names[kind],
        perSecond(kind).toFixed(0),
        `${(ratio(kind) * 100).toFixed(0)} %`,
        nodeMicros(kind).toFixed(0),
        postgresMicros(kind).toFixed(0),
      ]),
    ],
  }
}

/** For the notes: what the machine was also doing. */
export function describeSteal({ steal }: Pick<Measured<string>, 'steal'>): string {
  return `The hypervisor took ${(steal * 100).toFixed(1)} % of the CPU time for others meanwhile.`
}

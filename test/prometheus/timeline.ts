export type Labels = Readonly<Record<string, string>>

/** A value at an instant, in seconds; null: the series was there and is no more. */
export type Point = readonly [at: number, value: number | null]

export interface Series {
  readonly labels: Labels
  readonly points: Point[]
}

/** What a target is scraped as. */
export interface Target {
  readonly job: string
  readonly instance: string
}

/** A series is looked for so far back, as Prometheus does. */
const lookBackSeconds = 5 * 60

/** What a Prometheus remembers: the metrics of targets, scraped at some instants. */
export class Timeline {
  readonly #series = new Map<string, Series>()
  readonly #byName = new Map<string, Series[]>()

  /** A scrape: what /metrics answered, or null when nobody did. */
  scrape(at: number, target: Target, text: string | null): void {
    const samples = text === null ? [] : readExposition(text)
    const seen = new Set<string>()
    for (const { labels, value } of [
      ...samples,
      { labels: { __name__: 'up' }, value: text === null ? 0 : 1 },
    ])
      seen.add(this.#add(at, { ...labels, ...target }, value))
    for (const [key, { labels, points }] of this.#series) {
      if (labels.instance === target.instance && labels.job === target.job && !seen.has(key))
        points.push([at, null])
    }
  }

  /** Series of a metric whose labels pass, with their points. */
  select(name: string, passes: (labels: Labels) => boolean = () => true): readonly Series[] {
    return (this.#byName.get(name) ?? []).filter(({ labels }) => passes(labels))
  }

  #add(at: number, labels: Labels, value: number): string {
    const key = JSON.stringify(Object.entries(labels).sort())
    const series = this.#series.get(key) ?? { labels, points: [] }
    series.points.push([at, value])
    if (series.points.length === 1) {
      this.#series.set(key, series)
      const name = labels.__name__ ?? ''
      this.#byName.set(name, [...(this.#byName.get(name) ?? []), series])
    }
    return key
  }
}

/** The value of a series at an instant, if it has one then. */
export function valueAt({ points }: Series, at: number): number | null {
  const last = points.findLast(([time]) => time <= at)
  return last === undefined || at - last[0] >= lookBackSeconds ? null : last[1]
}

/** The points of a series in the time before an instant. */
export function pointsBefore(
  { points }: Series,
  at: number,
  seconds: number,
): readonly (readonly [number, number])[] {
  return points.filter(
    (point): point is readonly [number, number] =>
      point[0] > at - seconds && point[0] <= at && point[1] !== null,
  )
}

/** Prometheus' text format: `name{label="value"} 1`. */
export function readExposition(text: string): readonly { readonly labels: Labels; readonly value: number }[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [, name = '', list = '', value] = /^([\w:]+)(?:\{(.*)\})? (\S+)/.exec(line) ?? []
      const labels = [...list.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key, text]) => [key, text])
      return { labels: { __name__: name, ...Object.fromEntries(labels) }, value: toNumber(value) }
    })
}

function toNumber(text: string | undefined): number {
  return text === '+Inf' ? Infinity : text === '-Inf' ? -Infinity : Number(text)
}

import { join } from 'node:path'
import { readYaml } from '../../scripts/manifests/resource.ts'
import { evaluate, toSeconds } from './promql.ts'
import type { Labels, Timeline } from './timeline.ts'

export interface AlertRule {
  readonly alert: string
  readonly expr: string
  readonly for?: string
  readonly labels: { readonly severity: string }
  readonly annotations: {
    readonly summary: string
    readonly description: string
    readonly runbook_url: string
  }
}

/** The rules of a file in deploy/prometheus. */
export function readRules(file: string): readonly AlertRule[] {
  const [content] = readYaml(join(import.meta.dirname, '../../deploy/prometheus', file))
  const { groups } = content as { readonly groups: readonly { readonly rules: readonly AlertRule[] }[] }
  return groups.flatMap(({ rules }) => rules)
}

export interface Firing {
  readonly alert: string
  readonly labels: Labels
  /** Seconds. */
  readonly since: number
}

/** Everything that rules raise when they are looked at once a minute from one instant to another. */
export function firings(
  rules: readonly AlertRule[],
  timeline: Timeline,
  from: number,
  to: number,
): readonly Firing[] {
  return rules.flatMap((rule) => {
    const since = new Map<string, number>()
    const fired = new Map<string, Firing>()
    for (let at = from; at <= to; at += 60) {
      const samples = evaluate(rule.expr, timeline, at)
      if (typeof samples === 'number') throw new Error(`${rule.alert} is a number`)
      const keys = new Map(
        samples.map(({ labels }) => [JSON.stringify(Object.entries(labels).sort()), labels]),
      )
      for (const key of since.keys()) if (!keys.has(key)) since.delete(key)
      for (const [key, labels] of keys) {
        since.set(key, since.get(key) ?? at)
        if (at - (since.get(key) as number) < toSeconds(rule.for ?? '0s') || fired.has(key)) continue
        fired.set(key, { alert: rule.alert, labels, since: at })
      }
    }
    return [...fired.values()]
  })
}

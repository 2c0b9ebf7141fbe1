import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stringify } from 'yaml'
import type { AlertRule, Firing } from './alerts.ts'
import { metricsOf } from './promql.ts'
import type { Series, Timeline } from './timeline.ts'

/**
 * Lets Prometheus' own promtool judge the same rules by the same samples, where PROMTOOL names one. Throws what it says
 * when it disagrees. Samples must be whole minutes from each other.
 */
export function repeatWithPromtool(
  rules: readonly AlertRule[],
  timeline: Timeline,
  span: { readonly from: number; readonly to: number },
  expected: readonly Firing[],
): void {
  const promtool = process.env.PROMTOOL
  if (promtool === undefined) return
  const folder = mkdtempSync(join(tmpdir(), 'ordersync-promtool-'))
  try {
    const asked = new Set(rules.flatMap(({ expr }) => metricsOf(expr)))
    const series = [...asked].flatMap((name) => timeline.select(name))
    const test = {
      rule_files: ['rules.yaml'],
      evaluation_interval: '1m',
      tests: [
        {
          interval: '1m',
          input_series: series.map((one) => toInput(one, span)),
          // An alert must be there when it was first seen to fire, and those that never fired must be absent at the end.
          alert_rule_test: rules.map(({ alert }) => toExpectation(alert, rules, expected, span)),
        },
      ],
    }
    // Without the sentences, which would have to be repeated to be compared.
    const plain = rules.map(({ annotations: _sentences, ...rule }) => rule)
    writeFileSync(join(folder, 'rules.yaml'), stringify({ groups: [{ name: 'all', rules: plain }] }))
    const file = join(folder, 'test.yaml')
    writeFileSync(file, stringify(test))
    const { status, stdout, stderr } = spawnSync(promtool, ['test', 'rules', file], { encoding: 'utf8' })
    if (status !== 0) throw new Error(`promtool disagrees: ${stdout}${stderr}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function toInput({ labels, points }: Series, { from, to }: { from: number; to: number }) {
  const { __name__, ...others } = labels
  const values = Array.from({ length: (to - from) / 60 + 1 }, (_, minute) => {
    const point = points.find(([at]) => at === from + minute * 60)
    return point === undefined ? '_' : point[1] === null ? 'stale' : String(point[1])
  })
  const list = Object.entries(others).map(([name, value]) => `${name}=${JSON.stringify(value)}`)
  return { series: `${__name__}{${list.join(',')}}`, values: values.join(' ') }
}

function toExpectation(
  alert: string,
  rules: readonly AlertRule[],
  expected: readonly Firing[],
  { from, to }: { readonly from: number; readonly to: number },
) {
  const fired = expected.filter((firing) => firing.alert === alert)
  const severity = rules.find((rule) => rule.alert === alert)?.labels.severity
  const at = fired[0]?.since ?? to
  return {
    eval_time: `${(at - from) / 60}m`,
    alertname: alert,
    exp_alerts: fired.map(({ labels }) => ({ exp_labels: { ...labels, severity } })),
  }
}

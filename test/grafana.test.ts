import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readRules } from './prometheus/alerts.ts'
import { evaluate, metricsOf } from './prometheus/promql.ts'
import { Timeline } from './prometheus/timeline.ts'
import { publishedMetrics } from './published-metrics.ts'

interface Panel {
  readonly id: number
  readonly type: string
  readonly title: string
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number }
  readonly targets?: readonly { readonly expr: string }[]
}

const dashboard = JSON.parse(
  readFileSync(join(import.meta.dirname, '../deploy/grafana/ordersync.json'), 'utf8'),
) as { readonly panels: readonly Panel[] }
const queries = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr }) => ({ title, expr })),
)

/** A histogram is three metrics. */
const withoutPart = (name: string): string => name.replace(/_(sum|count|bucket)$/, '')

test('every query of the dashboard and of the alerts asks for metrics that there are', async () => {
  const published = new Set([...(await publishedMetrics()), 'up'])
  const rules = ['ordersync.rules.yaml', 'external-schedule.rules.yaml'].flatMap(readRules)
  expect(queries.length).toBeGreaterThan(25)
  for (const expr of [...queries, ...rules].map((each) => each.expr)) {
    const missing = metricsOf(expr).filter(
      (name) => !published.has(name) && !published.has(withoutPart(name)),
    )
    expect(missing, expr).toEqual([])
  }
})

test('every query is one that Prometheus answers', () => {
  for (const { title, expr } of queries) {
    expect(() => evaluate(expr, new Timeline(), 0), `${title}: ${expr}`).not.toThrow()
  }
})

test('every metric of the installation is in a panel or an alert', async () => {
  const rules = readRules('ordersync.rules.yaml').concat(readRules('external-schedule.rules.yaml'))
  const shown = new Set([...queries, ...rules].flatMap(({ expr }) => metricsOf(expr).map(withoutPart)))
  const hidden = (await publishedMetrics()).filter(
    (name) => !name.startsWith('ordersync_process_') && !shown.has(name),
  )
  expect(hidden).toEqual([
    'ordersync_quota_blocked',
    'ordersync_webhook_changes_behind',
    'ordersync_change_streams',
  ])
})

test('panels have their own ids and places', () => {
  const ids = dashboard.panels.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { gridPos, title } of dashboard.panels)
    expect(gridPos.x + gridPos.w, title).toBeLessThanOrEqual(24)
})

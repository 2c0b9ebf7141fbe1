import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { publishFigures } from '../src/publish-figures.ts'
import { systemClock } from '../src/runtime/clock.ts'
import { createMetrics } from '../src/runtime/metrics.ts'

/** Where further metrics are added to those of `createMetrics` and `publishFigures`. */
const elsewhere = ['src/ordersync.ts', 'src/api/orders/changes/stream-changes.ts']

/** The name of every metric that there is, those of the process itself included. */
export async function publishedMetrics(): Promise<readonly string[]> {
  const metrics = createMetrics()
  publishFigures(metrics, {} as never, systemClock)
  const added = elsewhere.flatMap((file) => {
    const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
    return [...text.matchAll(/'(ordersync_\w+)'/g)].map(([, name]) => name ?? '')
  })
  const registered = await metrics.registry.getMetricsAsJSON()
  return [...new Set([...registered.map(({ name }) => name), ...added])]
}

import '@mantine/charts/styles.layer.css'
import { AreaChart } from '@mantine/charts'
import { useFormat } from '../../i18n/use-format.ts'
import { type LagPoint, lagTicks } from './lag-points.ts'

interface LagChartProps {
  readonly points: readonly LagPoint[]
  readonly name: string
}

/** The chart itself: loaded after the tab, with what draws it. */
export function LagChart({ points, name }: LagChartProps) {
  const format = useFormat()
  const ticks = lagTicks(Math.max(...points.map(({ lagMs }) => lagMs)))
  const time = new Intl.DateTimeFormat(format.locale, { hour: '2-digit', minute: '2-digit' })
  return (
    <AreaChart
      h={260}
      data={points.map((point) => ({ ...point }))}
      dataKey="at"
      series={[{ name: 'lagMs', label: name, color: 'var(--o-accent)' }]}
      curveType="stepAfter"
      withDots={points.length < 2}
      gridAxis="y"
      valueFormatter={(value) => format.duration(value)}
      yAxisProps={{
        width: 74,
        domain: [0, ticks.at(-1) ?? 0],
        ticks: [...ticks],
        interval: 0,
        tick: { fontSize: 11, fill: 'var(--o-ink-faint)' },
      }}
      xAxisProps={{
        type: 'number',
        scale: 'time',
        domain: ['dataMin', 'dataMax'],
        tickFormatter: (at: number) => time.format(new Date(at)),
        tick: { fontSize: 11, fill: 'var(--o-ink-faint)' },
      }}
      tooltipProps={{
        labelFormatter: (at) => (typeof at === 'number' ? format.exact(new Date(at).toISOString()) : ''),
      }}
      areaProps={{ isAnimationActive: false }}
      areaChartProps={{ accessibilityLayer: false }}
    />
  )
}

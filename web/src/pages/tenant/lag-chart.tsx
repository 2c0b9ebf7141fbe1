import '@mantine/charts/styles.layer.css'
import { AreaChart } from '@mantine/charts'
import { useFormat } from '../../i18n/use-format.ts'
import { type LagLine, lagTicks, type Span, timeTicks } from './lag-lines.ts'

interface LagChartProps {
  readonly lines: readonly LagLine[]
  readonly span: Span
  readonly longestMs: number
  /** What the line of a connection is called. */
  readonly nameOf: (connectionId: string) => string
}

const colours = ['var(--o-accent)', 'var(--o-warn)', 'var(--o-good)', 'var(--o-bad)'] as const

/** The chart itself: loaded after the tab, with what draws it. */
export function LagChart({ lines, span, longestMs, nameOf }: LagChartProps) {
  const format = useFormat()
  const ticks = lagTicks(longestMs)
  const time = new Intl.DateTimeFormat(format.locale, { hour: '2-digit', minute: '2-digit' })
  const data = lines
    .flatMap(({ connectionId, points }) => points.map(({ at, lagMs }) => ({ at, [connectionId]: lagMs })))
    .toSorted((a, b) => Number(a.at) - Number(b.at))
  return (
    <AreaChart
      h={260}
      data={data}
      dataKey="at"
      series={lines.map(({ connectionId }, index) => ({
        name: connectionId,
        label: nameOf(connectionId),
        color: colours[index % colours.length] ?? colours[0],
      }))}
      withLegend={lines.length > 1}
      curveType="linear"
      withDots={false}
      connectNulls
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
        domain: [span.from, span.to],
        ticks: [...timeTicks(span)],
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

import '@mantine/charts/styles.layer.css'
import { BarChart } from '@mantine/charts'

interface LagBarsProps {
  readonly bars: readonly { readonly label: string; readonly count: number; readonly isLate: boolean }[]
  readonly name: string
}

/** The chart itself: loaded after the page, with what draws it. */
export function LagBars({ bars, name }: LagBarsProps) {
  return (
    <BarChart
      h="100%"
      data={bars.map((bar) => ({ ...bar }))}
      dataKey="label"
      series={[{ name: 'count', label: name, color: 'var(--o-accent)' }]}
      withYAxis={false}
      gridAxis="none"
      barChartProps={{ margin: { top: 14, right: 0, bottom: 0, left: 0 }, accessibilityLayer: false }}
      barProps={(series) => ({
        radius: [3, 3, 0, 0],
        minPointSize: 0,
        isAnimationActive: false,
        label: { position: 'top', fontSize: 11, fill: 'var(--o-ink-soft)', dataKey: series.name },
      })}
      xAxisProps={{ interval: 0, tick: { fontSize: 10.5, fill: 'var(--o-ink-faint)' }, tickMargin: 4 }}
      withTooltip={false}
    />
  )
}

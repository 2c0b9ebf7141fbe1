import { useTranslation } from 'react-i18next'
import type { OrderDetail } from '../../data/orders.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Instant } from '../../ui/instant.tsx'
import { Panel } from '../../ui/panel.tsx'
import { toTimelineLines } from './timeline-entries.ts'
import classes from './timeline-panel.module.css'
import { useTimelineText } from './use-timeline-text.ts'

/** What happened to the order since it is kept here, newest first: stored changes only. */
export function TimelinePanel({ order }: { readonly order: OrderDetail }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  const text = useTimelineText()
  return (
    <Panel title={t('detail.timeline')}>
      <ol className={classes.timeline} reversed>
        {order.timeline.toReversed().map((event) => (
          <li key={`${event.at} ${event.lastUpdatedAt}`} className={classes.event}>
            <ul className={classes.lines}>
              {toTimelineLines(event, order)
                .map(text)
                .map((line) => (
                  <li key={line}>{line}</li>
                ))}
            </ul>
            <div className={classes.when}>
              <Instant at={event.at} />
              {' · '}
              {t('event.atAmazon', { when: format.dateTime(event.lastUpdatedAt) })}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  )
}

import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BackfillWindow } from '../../data/backfill.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Quoted } from '../../ui/quoted.tsx'
import table from './data-table.module.css'

const tones: Readonly<Record<BackfillWindow['state'], Tone>> = {
  planned: 'neutral',
  requesting: 'info',
  requested: 'info',
  done: 'good',
}

/** As many at first: a long history has many. */
const shownFirst = 14

/** The pieces in which the history is fetched, newest first. */
export function WindowsPanel({ windows }: { readonly windows: readonly BackfillWindow[] }) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const [isWhole, setWhole] = useState(false)
  return (
    <Panel title={t('windows.title')} flush>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{t('windows.span')}</th>
            <th scope="col">{t('windows.state')}</th>
            <th scope="col" className={table.roomy}>
              {t('windows.source')}
            </th>
            <th scope="col" className={table.number}>
              {t('windows.orders')}
            </th>
            <th scope="col" className={table.roomy}>
              {t('windows.note')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(isWhole ? windows : windows.slice(0, shownFirst)).map((window) => (
            <tr key={`${window.connectionId} ${window.number}`}>
              <td>{t('windows.fromTo', { from: dayOf(window.from), to: dayOf(window.to) })}</td>
              <td>
                <Badge tone={tones[window.state]}>{t(`windows.states.${window.state}`)}</Badge>
              </td>
              <td className={`${table.soft} ${table.roomy}`}>{t(`windows.sources.${window.source}`)}</td>
              <td className={table.number}>{window.state === 'done' ? format.number(window.orders) : '—'}</td>
              <td className={`${table.wide} ${table.roomy}`} title={window.error ?? undefined}>
                {noteOf(window)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {!isWhole && windows.length > shownFirst && (
        <div className={table.foot}>
          <Button variant="subtle" size="compact-sm" onClick={() => setWhole(true)}>
            {t('windows.all', { count: windows.length })}
          </Button>
        </div>
      )}
    </Panel>
  )

  /** By UTC, as the days of the calendar are, and as histories are cut. */
  function dayOf(instant: string): string {
    return format.day(instant.slice(0, 10))
  }

  function noteOf({ error, brokenRows, attempts, state }: BackfillWindow): ReactNode {
    if (error !== null && state !== 'done') return <Quoted text={error} />
    if (brokenRows > 0) return t('windows.broken', { count: brokenRows })
    return attempts > 1 ? t('windows.attempts', { count: attempts }) : null
  }
}

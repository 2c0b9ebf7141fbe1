import { useTranslation } from 'react-i18next'
import type { RunCall, RunDetail } from '../../data/runs.ts'
import { useFormat } from '../../i18n/use-format.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Panel } from '../../ui/panel.tsx'
import table from './data-table.module.css'
import classes from './run-drawer.module.css'

/** Every call to Amazon, in order. */
export function RunCalls({ run }: { readonly run: RunDetail }) {
  const { t } = useTranslation('tenant')
  const format = useFormat()
  const time = new Intl.DateTimeFormat(format.locale, { timeStyle: 'medium' })
  const isBad = ({ status }: RunCall): boolean => status === 'error' || status >= 400
  return (
    <Panel title={t('calls.title', { count: run.calls.length })} flush>
      {run.calls.length === 0 && (
        <p className={classes.none}>{run.status === null ? t('calls.running') : t('calls.none')}</p>
      )}
      {run.calls.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{t('calls.at')}</th>
              <th scope="col">{t('calls.operation')}</th>
              <th scope="col">{t('calls.status')}</th>
              <th scope="col" className={table.number}>
                {t('calls.duration')}
              </th>
              <th scope="col">{t('calls.requestId')}</th>
            </tr>
          </thead>
          <tbody>
            {run.calls.map((call, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the calls of a run are written once and stay
              <tr key={index}>
                <td>{time.format(new Date(call.sentAt))}</td>
                <td>{call.operation}</td>
                <td className={isBad(call) ? table.bad : undefined}>
                  {call.status === 'error' ? t('calls.noAnswer') : call.status}
                </td>
                <td className={table.number}>{t('calls.ms', { ms: format.number(call.durationMs) })}</td>
                <td className={table.wide}>
                  {call.amazonRequestId !== null && <Copyable text={call.amazonRequestId} />}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  )
}

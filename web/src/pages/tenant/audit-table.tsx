import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../../data/audit.ts'
import { useCodeText } from '../../i18n/use-problem-text.ts'
import { Badge } from '../../ui/badge.tsx'
import { Instant } from '../../ui/instant.tsx'
import table from './data-table.module.css'

/** Entries as rows. */
export function AuditTable({ entries }: { readonly entries: readonly AuditEntry[] }) {
  const { t } = useTranslation('audit')
  const codeText = useCodeText()
  return (
    <table className={table.table} aria-label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('column.at')}</th>
          <th scope="col">{t('column.actor')}</th>
          <th scope="col">{t('column.action')}</th>
          <th scope="col">{t('column.allowed')}</th>
          <th scope="col" className={table.roomy}>
            {t('column.address')}
          </th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: entries are written once, and several may have one request id
          <tr key={`${entry.requestId} ${index}`}>
            <td>
              <Instant at={entry.at} />
            </td>
            <td className={table.soft}>
              <code className={table.code} title={entry.actor}>
                {entry.actor}
              </code>
            </td>
            <td className={table.wide} title={[entry.action, entry.subject].filter(Boolean).join('\n')}>
              {entry.action}
              {(entry.subject ?? entry.note) !== null && (
                <div className={table.second}>{[entry.subject, entry.note].filter(Boolean).join(' · ')}</div>
              )}
            </td>
            <td
              title={
                entry.allowed ? t('allowed.yesText') : entry.code === null ? undefined : codeText(entry.code)
              }
            >
              <Badge tone={entry.allowed ? 'good' : 'bad'}>
                {t(`allowed.${entry.allowed ? 'yes' : 'no'}`)}
              </Badge>
              {entry.code !== null && <div className={table.second}>{entry.code}</div>}
            </td>
            <td className={`${table.soft} ${table.roomy}`}>{entry.address ?? '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

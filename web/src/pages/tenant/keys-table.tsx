import { useTranslation } from 'react-i18next'
import { serverNow } from '../../api/server-clock.ts'
import type { ApiKey } from '../../data/api-keys.ts'
import { Badge } from '../../ui/badge.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Instant } from '../../ui/instant.tsx'
import table from './data-table.module.css'
import { keyTones, stateOfKey } from './key-state.ts'
import { RevokeKey } from './revoke-key.tsx'

interface KeysTableProps {
  readonly tenantId: string
  readonly keys: readonly ApiKey[]
}

/** Keys as rows; of the key itself only how it begins. */
export function KeysTable({ tenantId, keys }: KeysTableProps) {
  const { t } = useTranslation(['keys', 'common'])
  const now = serverNow()
  return (
    <table className={table.table} aria-label={t('title')}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.state')}</th>
          <th scope="col">{t('column.role')}</th>
          <th scope="col" className={table.roomy}>
            {t('column.buyers')}
          </th>
          <th scope="col" className={table.roomy}>
            {t('column.expires')}
          </th>
          <th scope="col" className={table.roomy}>
            {t('column.used')}
          </th>
          <th scope="col">
            <span className="visually-hidden">{t('column.actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {keys.map((key) => {
          const state = stateOfKey(key, now)
          return (
            <tr key={key.keyId}>
              <td className={table.wide} title={key.name}>
                <strong>{key.name}</strong>
                {/* The audit log names it so. */}
                <div className={table.second}>
                  <Copyable text={key.keyId} />
                </div>
                {key.prefix !== null && (
                  <div className={table.second}>{t('begins', { prefix: key.prefix })}</div>
                )}
              </td>
              <td>
                <Badge tone={keyTones[state]}>{t(`state.${state}`)}</Badge>
              </td>
              <td>{t(`common:account.role.${key.role}`)}</td>
              <td className={`${table.soft} ${table.roomy}`}>
                {t(key.canReadBuyers ? 'buyers.yes' : 'buyers.no')}
              </td>
              <td className={`${table.soft} ${table.roomy}`}>
                {key.expiresAt === null ? t('common:never') : <Instant at={key.expiresAt} as="date" />}
              </td>
              <td className={`${table.soft} ${table.roomy}`}>
                {key.lastUsedAt === null ? (
                  t('common:never')
                ) : (
                  <Instant at={key.lastUsedAt} as="relative" now={now} />
                )}
              </td>
              <td>{state !== 'revoked' && <RevokeKey tenantId={tenantId} apiKey={key} />}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

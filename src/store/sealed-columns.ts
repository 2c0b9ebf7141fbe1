import { buyerContext } from './buyers.ts'
import { refreshTokenContext } from './connections.ts'
import { webhookSecretContext } from './webhooks.ts'

/** A column that holds values sealed by the vault, and the place that each of them is sealed for. */
export interface SealedColumn {
  readonly table: string
  /** What identifies a row besides its tenant; text columns. */
  readonly key: readonly string[]
  readonly column: string
  readonly contextOf: (key: readonly string[]) => string
}

/** Every one of them: the rotation of a tenant's key seals these anew. A test finds a column that is missing here. */
export const sealedColumns: readonly SealedColumn[] = [
  {
    table: 'connections',
    key: ['connection_id'],
    column: 'refresh_token',
    contextOf: ([connectionId = '']) => refreshTokenContext(connectionId),
  },
  {
    table: 'order_buyers',
    key: ['external_order_id'],
    column: 'sealed',
    contextOf: ([externalOrderId = '']) => buyerContext(externalOrderId),
  },
  ...['secret', 'previous_secret'].map((column) => ({
    table: 'webhooks',
    key: ['webhook_id'],
    column,
    contextOf: ([webhookId = '']: readonly string[]) => webhookSecretContext(webhookId),
  })),
]

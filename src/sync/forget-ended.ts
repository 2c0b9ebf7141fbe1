import type { AmazonClient } from '../amazon/amazon-client.ts'
import { listEndedAuthorizations } from '../store/connections.ts'
import type { FleetQueryable } from '../store/database.ts'
import { fromAccountKey, toAccountKey } from './account-key.ts'

/**
 * Drops the access tokens that this process still keeps of connections that were removed or authorised anew. No run can
 * reach them any more; they shall not lie about in memory for the rest of their hour either. Answers how many went.
 */
export async function forgetEndedAuthorizations(
  db: FleetQueryable,
  amazon: Pick<AmazonClient, 'rememberedAccounts' | 'forgetAccount'>,
): Promise<number> {
  const names = amazon
    .rememberedAccounts()
    .map(fromAccountKey)
    .filter((name) => name !== null)
  if (names.length === 0) return 0
  const ended = await listEndedAuthorizations(db, names)
  for (const name of ended) amazon.forgetAccount(toAccountKey(name))
  return ended.length
}

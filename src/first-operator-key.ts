import { systemRandom } from './runtime/random.ts'
import type { Secret } from './runtime/secret.ts'
import { saveApiKey } from './store/api-keys.ts'
import type { Database } from './store/database.ts'

/** Makes the operator key to begin with known to the database, unless it is. Answers its id. */
export async function saveFirstOperatorKey(db: Database, secret: Secret): Promise<string> {
  const { keyId } = await saveApiKey(
    db,
    { keyId: systemRandom.id('key'), name: 'first operator key', role: 'operator', expiresAt: null },
    secret,
  )
  return keyId
}

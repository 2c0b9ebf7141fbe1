import { type KeyProvider, SecretStoreUnavailable } from '../../runtime/key-provider.ts'
import { findSealedRefreshToken, listConnections, refreshTokenContext } from '../../store/connections.ts'
import type { Database } from '../../store/database.ts'
import { listSampleKeys } from '../../store/diagnosis.ts'
import { checkMasterKey, createKeyring } from '../../store/master-keys.ts'
import { createTenantKeys, type TenantKeys } from '../../store/tenant-keys.ts'
import { createVaultOf } from '../../store/vault.ts'
import { type Finding, ok, problem } from './finding.ts'

/** Opens with each master key one tenant's key, and with that one a stored value. */
export async function checkKeys(db: Database, keyProvider: KeyProvider): Promise<Finding> {
  try {
    await checkMasterKey(db, keyProvider)
    const keys = createTenantKeys(db, createKeyring(db, keyProvider))
    const samples = await listSampleKeys(db)
    for (const { tenantId, keyNumber } of samples) {
      await keys.find(tenantId, keyNumber)
      await openToken(db, keys, tenantId)
    }
    if (samples.length === 0) return ok('keys', 'The master key can be had; nothing is sealed yet.')
    return ok(
      'keys',
      `The keys open what is stored (${samples.map(({ masterKeyId }) => masterKeyId).join(', ')}).`,
    )
  } catch (error) {
    if (error instanceof SecretStoreUnavailable)
      return problem('keys', `${error.message} No seller has to do anything; restore the right key.`)
    throw error
  }
}

async function openToken(db: Database, keys: TenantKeys, tenantId: string): Promise<void> {
  const connection = (await listConnections(db.of(tenantId))).find(({ hasRefreshToken }) => hasRefreshToken)
  if (connection === undefined) return
  const stored = await findSealedRefreshToken(db.of(tenantId), connection.connectionId)
  if (stored === null) return
  await createVaultOf(keys).open(tenantId, refreshTokenContext(connection.connectionId), stored.sealed)
}

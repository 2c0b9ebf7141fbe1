import type { FastifyRequest } from 'fastify'
import { type ApiKey, findApiKey } from '../../store/api-keys.ts'
import type { Database } from '../../store/database.ts'
import { Problem } from '../problem.ts'

/** A key that the caller may manage. Throws a 404 for any other: for one tenant, another one's key does not exist. */
export async function requireApiKey(db: Database, request: FastifyRequest, keyId: string): Promise<ApiKey> {
  const key = await findApiKey(db.of(request.tenantId), keyId)
  if (key !== null) return key
  throw new Problem('key_not_found', `There is no API key "${keyId}".`)
}

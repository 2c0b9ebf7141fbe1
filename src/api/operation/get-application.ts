import { Type } from 'typebox'
import { findApplicationStatus } from '../../store/application-notices.ts'
import { listMasterKeyUse } from '../../store/master-keys.ts'
import type { Api, ApiContext } from '../context.ts'
import { Instant, nullable, strict } from '../schemas.ts'

const ApplicationView = Type.Object({
  clientId: Type.String(),
  refused: Type.Boolean({ description: 'Amazon refuses the application now: nobody is synced.' }),
  secretExpiresAt: nullable(
    Type.String({
      format: 'date-time',
      description: 'From then on Amazon refuses the secret; null: it said nothing.',
    }),
  ),
  receivedSecrets: Type.Array(Type.Object({ receivedAt: Instant, expiresAt: Instant }), {
    description: 'Secrets that Amazon sent to the application queue, newest first; never the secrets.',
  }),
  masterKeys: Type.Array(
    Type.Object({ masterKeyId: Type.String(), isCurrent: Type.Boolean(), wrapped: Type.Integer() }),
    { description: 'Which master keys wrap how many keys. One that wraps none can be removed.' },
  ),
})

export function registerGetApplication(api: Api, { db, settings }: ApiContext): void {
  api.get(
    '/application',
    {
      schema: {
        operationId: 'getApplication',
        tags: ['Operation'],
        summary: 'Our standing with Amazon, and the keys behind all secrets',
        querystring: strict({}),
        response: { 200: ApplicationView },
      },
    },
    async () => {
      const clientId = settings.applicationId
      const status = await findApplicationStatus(db, clientId)
      return {
        clientId,
        refused: status.refused,
        secretExpiresAt: status.secretExpiresAt?.toISOString() ?? null,
        receivedSecrets: status.received.map(({ receivedAt, expiresAt }) => ({
          receivedAt: receivedAt.toISOString(),
          expiresAt: expiresAt.toISOString(),
        })),
        masterKeys: (await listMasterKeyUse(db)).map((use) => ({ ...use })),
      }
    },
  )
}

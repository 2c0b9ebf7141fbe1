import { openApiClient, queryOf } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

interface KeyOptions extends GlobalOptions {
  readonly tenant?: string
  readonly role?: string
  readonly days?: string
  readonly readBuyers?: boolean
  readonly graceHours?: string
}

export const registerKey: RegisterCommand = (program, context) => {
  const key = program.command('key').description('list, create, rotate and revoke API keys')

  key
    .command('list')
    .description("the operator's keys, or those of a tenant")
    .option('--tenant <id>', 'of this tenant')
    .action(async (_options, command) => {
      const options: KeyOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('GET', `/api-keys${queryOf({ tenantId: options.tenant })}`)
      print(context, options, body, ({ apiKeys }) =>
        toTable(
          ['Key', 'Begins', 'Name', 'Role', 'Tenant', 'Buyers', 'Made', 'Last used', 'State'],
          // biome-ignore lint/suspicious/noExplicitAny: the body of the list
          apiKeys.map((entry: any) => [
            entry.keyId,
            entry.prefix,
            entry.name,
            entry.role,
            entry.tenantId,
            entry.canReadBuyers ? 'yes' : 'no',
            shortTime(entry.createdAt),
            shortTime(entry.lastUsedAt),
            stateOf(entry),
          ]),
          'No keys.',
        ),
      )
    })

  key
    .command('create <name>')
    .description('make a key; it is shown once')
    .option('--tenant <id>', 'of this tenant; an operator key unless given')
    .option('--role <role>', 'operator, tenant_admin or tenant_reader')
    .option('--days <n>', 'how long it is valid; for ever unless given')
    .option('--read-buyers', 'it may be shown who bought')
    .action(async (name: string, _options, command) => {
      const options: KeyOptions = command.optsWithGlobals()
      const expiresInDays = wholeNumber('--days', options.days)
      const api = await openApiClient(context, options)
      const { body } = await api.ask('POST', '/api-keys', {
        name,
        role: options.role ?? (options.tenant === undefined ? 'operator' : 'tenant_reader'),
        tenantId: options.tenant,
        expiresInDays,
        canReadBuyers: options.readBuyers,
      })
      print(
        context,
        options,
        body,
        () =>
          `${body.key}\n\nKeep it: it is not shown again. Its id is ${body.keyId}, its role ${body.role}.`,
      )
    })

  key
    .command('rotate <keyId>')
    .description('make a key that replaces this one; the old one opens for another while')
    .option('--grace-hours <n>', 'how long the old one opens; 24 unless given, 0 for one that leaked')
    .action(async (keyId: string, _options, command) => {
      const options: KeyOptions = command.optsWithGlobals()
      const graceHours = wholeNumber('--grace-hours', options.graceHours)
      const api = await openApiClient(context, options)
      const { body } = await api.ask('POST', `/api-keys/${encodeURIComponent(keyId)}/rotate`, { graceHours })
      print(
        context,
        options,
        body,
        () =>
          `${body.key}\n\nKeep it: it is not shown again. Its id is ${body.keyId}; ${keyId} ends ${shortTime(body.replacedKeyEndsAt)}.`,
      )
    })

  key
    .command('revoke <keyId>')
    .description('a revoked key opens nothing any more')
    .action(async (keyId: string, _options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('DELETE', `/api-keys/${encodeURIComponent(keyId)}`)
      print(context, options, body, () => `${body.keyId} is revoked.`)
    })
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  if (!/^\d{1,9}$/.test(text)) throw new UsageError(`${option} is a whole number.`)
  return Number(text)
}

function stateOf(key: { readonly revokedAt: string | null; readonly expiresAt: string | null }): string {
  if (key.revokedAt !== null) return `revoked ${shortTime(key.revokedAt)}`
  if (key.expiresAt === null) return 'valid'
  return `${Date.parse(key.expiresAt) > Date.now() ? 'valid until' : 'expired'} ${shortTime(key.expiresAt)}`
}

import { openApiClient, queryOf } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

interface KeyOptions extends GlobalOptions {
  readonly tenant?: string
  readonly role?: string
  readonly days?: string
}

export const registerKey: RegisterCommand = (program, context) => {
  const key = program.command('key').description('list, create and revoke API keys')

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
          ['Key', 'Name', 'Role', 'Tenant', 'Made', 'Last used', 'State'],
          // biome-ignore lint/suspicious/noExplicitAny: the body of the list
          apiKeys.map((entry: any) => [
            entry.keyId,
            entry.name,
            entry.role,
            entry.tenantId,
            shortTime(entry.createdAt),
            shortTime(entry.lastUsedAt),
            entry.revokedAt === null ? 'valid' : `revoked ${shortTime(entry.revokedAt)}`,
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
    .action(async (name: string, _options, command) => {
      const options: KeyOptions = command.optsWithGlobals()
      if (options.days !== undefined && !/^\d+$/.test(options.days)) {
        throw new UsageError('--days is a whole number.')
      }
      const api = await openApiClient(context, options)
      const { body } = await api.ask('POST', '/api-keys', {
        name,
        role: options.role ?? (options.tenant === undefined ? 'operator' : 'tenant_reader'),
        tenantId: options.tenant,
        expiresInDays: options.days === undefined ? undefined : Number(options.days),
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
    .command('revoke <keyId>')
    .description('a revoked key opens nothing any more')
    .action(async (keyId: string, _options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('DELETE', `/api-keys/${encodeURIComponent(keyId)}`)
      print(context, options, body, () => `${body.keyId} is revoked.`)
    })
}

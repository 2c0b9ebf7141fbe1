import { openApiClient, queryOf } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

interface AuditOptions extends GlobalOptions {
  readonly tenant?: string
  readonly actor?: string
  readonly action?: string
  readonly refused?: boolean
  readonly from?: string
  readonly to?: string
  readonly limit?: string
  readonly export?: string
}

export const registerAudit: RegisterCommand = (program, context) => {
  program
    .command('audit')
    .description('who did, or was refused, what to which tenant, newest first')
    .option('--tenant <id>', 'what concerns this tenant')
    .option('--actor <id>', 'of this key, person (oidc:…) or "anonymous"')
    .option('--action <text>', 'actions that begin so, such as "DELETE"')
    .option('--refused', 'only what was refused')
    .option('--from <date>', 'a day or an instant')
    .option('--to <date>', 'a day or an instant')
    .option('--limit <n>', 'how many, at most 500')
    .option('--export <format>', 'everything that fits, as csv or ndjson')
    .action(async (_options, command) => {
      const options: AuditOptions = command.optsWithGlobals()
      const filters = {
        tenantId: options.tenant,
        actor: options.actor,
        action: options.action,
        allowed: options.refused === true ? 'false' : undefined,
        from: options.from,
        to: options.to,
      }
      const api = await openApiClient(context, options)
      if (options.export !== undefined) {
        if (options.export !== 'csv' && options.export !== 'ndjson')
          throw new UsageError('--export is csv or ndjson.')
        await api.download(
          `/audit-log/export${queryOf({ ...filters, format: options.export })}`,
          context.write,
        )
        return
      }
      const { body } = await api.ask('GET', `/audit-log${queryOf({ ...filters, limit: options.limit })}`)
      print(context, options, body, ({ entries }) =>
        toTable(
          ['At', 'Tenant', 'Who', 'From', 'What', 'About', 'Allowed'],
          // biome-ignore lint/suspicious/noExplicitAny: the body of the list
          entries.map((entry: any) => [
            shortTime(entry.at),
            entry.tenantId,
            entry.actor,
            entry.address,
            entry.action,
            entry.subject,
            entry.allowed ? 'yes' : `no: ${entry.code ?? ''}`,
          ]),
          'Nothing was written down that fits.',
        ),
      )
    })
}

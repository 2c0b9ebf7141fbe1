import { openApiClient, queryOf } from './api-client.ts'
import {
  type CliContext,
  CommandFailed,
  type GlobalOptions,
  type RegisterCommand,
  UsageError,
} from './cli-context.ts'
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
        const path = `/audit-log/export${queryOf({ ...filters, format: options.export })}`
        await pass(context, await api.download(path))
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

/** Writes the file as it comes. Throws CommandFailed when it breaks off, so that a part is not taken for the whole. */
async function pass(context: CliContext, body: ReadableStream<Uint8Array>): Promise<void> {
  const decoder = new TextDecoder()
  try {
    for await (const chunk of body) context.write(decoder.decode(chunk, { stream: true }))
  } catch (cause) {
    throw new CommandFailed('The answer broke off: what was written is not all of it.', { cause })
  }
}

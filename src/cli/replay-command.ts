import { type ApiClient, openApiClient, queryOf } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, toTable } from './print.ts'

interface ReplayOptions extends GlobalOptions {
  readonly mapping?: boolean
  readonly tenant?: string
}

interface Replayed {
  readonly tenantId: string
  readonly rewritten: number
  readonly changed: number
  readonly unreadable: number
}

export const registerReplay: RegisterCommand = (program, context) => {
  program
    .command('replay')
    .description('read stored documents again with the mapping of this version, without Amazon')
    .option('--mapping', 'orders that an older version stored')
    .option('--tenant <id>', 'of one tenant; of all unless given')
    .action(async (_options, command) => {
      const options: ReplayOptions = command.optsWithGlobals()
      if (options.mapping !== true) throw new UsageError('Say --mapping.')
      const api = await openApiClient(context, options)
      const tenants = options.tenant === undefined ? await listTenants(api) : [options.tenant]
      const replayed: Replayed[] = []
      for (const tenantId of tenants) {
        replayed.push(
          await replayTenant(api, tenantId, (done) => {
            if (context.isTerminal) context.writeError(`\r${tenantId}: ${done} orders read again `)
          }),
        )
      }
      if (context.isTerminal) context.writeError('\r\x1b[K')
      print(context, options, { tenants: replayed }, () =>
        toTable(
          ['Tenant', 'Read again', 'In the feed', 'Unreadable'],
          replayed.map((entry) => [entry.tenantId, entry.rewritten, entry.changed, entry.unreadable]),
          'There are no tenants yet.',
        ),
      )
    })
}

/** The ids of all tenants. */
export async function listTenants(api: ApiClient): Promise<readonly string[]> {
  const found: string[] = []
  let after: string | undefined
  do {
    const { body } = await api.ask('GET', `/tenants${queryOf({ limit: '1000', after })}`)
    found.push(...body.tenants.map((tenant: { tenantId: string }) => tenant.tenantId))
    after = body.next ?? undefined
  } while (after !== undefined)
  return found
}

async function replayTenant(
  api: ApiClient,
  tenantId: string,
  progress: (done: number) => void,
): Promise<Replayed> {
  const sum = { tenantId, rewritten: 0, changed: 0, unreadable: 0 }
  let after: string | undefined
  do {
    const { body } = await api.ask('POST', '/orders/replay', { tenantId, after })
    sum.rewritten += body.rewritten
    sum.changed += body.changed
    sum.unreadable += body.unreadable
    progress(sum.rewritten)
    after = body.next ?? undefined
  } while (after !== undefined)
  return sum
}

import { openApiClient, queryOf } from './api-client.ts'
import type { GlobalOptions, RegisterCommand } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

export const registerStatus: RegisterCommand = (program, context) => {
  program
    .command('status')
    .description('where the sync stands: of all tenants, or of one')
    .option('--tenant <id>', 'one tenant')
    .action(async (_options, command) => {
      const options: GlobalOptions & { tenant?: string } = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('GET', `/orders/sync/status${queryOf({ tenantId: options.tenant })}`)
      print(context, options, body, options.tenant === undefined ? describeAll : describeOne)
    })
}

// biome-ignore lint/suspicious/noExplicitAny: the body of the status
function describeAll(body: any): string {
  const table = toTable(
    ['Tenant', 'Connection', 'Health', 'Orders', 'Items', 'Last success', 'What to do'],
    // biome-ignore lint/suspicious/noExplicitAny: as above
    body.tenants.map((tenant: any) => [
      tenant.tenantId,
      tenant.connectionStatus,
      tenant.health.state,
      tenant.counts.orders,
      tenant.counts.items,
      shortTime(tenant.syncState?.lastSuccessAt ?? null),
      tenant.health.state === 'ok' ? '' : tenant.health.message,
    ]),
    'There are no tenants yet: "ordersync tenant add <id>" makes one.',
  )
  return `${table}\n${body.totalTenants} tenants${body.next === null ? '' : `, the first ${body.tenants.length} of them here`}.`
}

// biome-ignore lint/suspicious/noExplicitAny: the body of the status
function describeOne(body: any): string {
  const table = toTable(
    ['Connection', 'Region', 'Seller', 'Status', 'Up to', 'Last success', 'Next', 'Last error'],
    // biome-ignore lint/suspicious/noExplicitAny: as above
    body.connections.map((connection: any) => [
      connection.connectionId,
      connection.region,
      connection.sellingPartnerId,
      connection.connectionStatus,
      shortTime(connection.syncState.lastUpdatedAfter),
      shortTime(connection.syncState.lastSuccessAt),
      shortTime(connection.nextDueAt),
      connection.syncState.lastError,
    ]),
    'No connection.',
  )
  return `${body.tenantId} (${body.displayName}): ${body.counts.orders} orders, ${body.counts.items} items\n${table}\n${body.health.state}: ${body.health.message}`
}

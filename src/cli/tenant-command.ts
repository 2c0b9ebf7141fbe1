import { openApiClient } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

export const registerTenant: RegisterCommand = (program, context) => {
  const tenant = program.command('tenant').description('list, add, rename and remove tenants')

  tenant
    .command('list')
    .description('all tenants')
    .action(async (_options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('GET', '/tenants?limit=1000')
      print(context, options, body, ({ tenants }) =>
        toTable(
          ['Tenant', 'Name', 'Since'],
          tenants.map((entry: Record<string, string>) => [
            entry.tenantId,
            entry.displayName,
            shortTime(entry.createdAt ?? null),
          ]),
          'There are no tenants yet.',
        ),
      )
    })

  for (const verb of ['add', 'rename'] as const) {
    tenant
      .command(`${verb} <id> ${verb === 'add' ? '[name]' : '<name>'}`)
      .description(verb === 'add' ? 'create a tenant' : 'give a tenant another name')
      .action(async (id: string, name: string | undefined, _options, command) => {
        const options: GlobalOptions = command.optsWithGlobals()
        const api = await openApiClient(context, options)
        const path = `/tenants/${encodeURIComponent(id)}`
        const known = await api.send('GET', path)
        if (verb === 'rename' && known.status === 404) await api.ask('GET', path)
        if (verb === 'add' && known.status === 200) {
          throw new UsageError(
            `There is a tenant ${id} already: "ordersync tenant rename" gives it another name.`,
          )
        }
        const { body } = await api.ask('PUT', path, { displayName: name ?? id })
        print(context, options, body, () => `${body.tenantId} (${body.displayName})`)
      })
  }

  tenant
    .command('remove <id>')
    .description('erase a tenant for good: connections, tokens, orders, history')
    .option('--yes', 'really')
    .action(async (id: string, _options, command) => {
      const options: GlobalOptions & { yes?: boolean } = command.optsWithGlobals()
      if (options.yes !== true) throw new UsageError(`This erases every order of ${id}: say --yes.`)
      const api = await openApiClient(context, options)
      const { body } = await api.ask('DELETE', `/tenants/${encodeURIComponent(id)}`)
      print(
        context,
        options,
        body,
        () =>
          `${toTable(['Table', 'Rows erased'], Object.entries(body.erasedRows), 'Nothing was stored.')}\nReceipt ${body.erasureId}.`,
      )
    })
}

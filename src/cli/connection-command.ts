import { openApiClient } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

interface ConnectionOptions extends GlobalOptions {
  readonly tenant: string
}

export const registerConnection: RegisterCommand = (program, context) => {
  const connection = program
    .command('connection')
    .description('list, pause, resume and remove connections, and say whether they keep buyer data')

  connection
    .command('list')
    .description('the connections of a tenant')
    .requiredOption('--tenant <id>', 'the tenant')
    .action(async (_options, command) => {
      const options: ConnectionOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('GET', `/tenants/${encodeURIComponent(options.tenant)}/connections`)
      print(context, options, body, ({ connections }) =>
        toTable(
          ['Connection', 'Region', 'Seller', 'Status', 'Token', 'Buyers', 'Authorised', 'Ends', 'Health'],
          // biome-ignore lint/suspicious/noExplicitAny: the body of the list
          connections.map((entry: any) => [
            entry.connectionId,
            entry.region,
            entry.sellingPartnerId,
            entry.status,
            entry.hasRefreshToken ? 'yes' : 'missing',
            entry.includeBuyerData ? 'kept' : 'no',
            shortTime(entry.authorizedAt),
            shortTime(entry.authorizationExpiresAt),
            entry.health.message,
          ]),
          'No connection.',
        ),
      )
    })

  connection
    .command('authorize')
    .description('print the address at Amazon where a seller agrees; whoever opens it connects their account')
    .requiredOption('--tenant <id>', 'the tenant')
    .requiredOption('--marketplace <id>', 'where the seller signs in; the consent covers its whole region')
    .action(async (_options, command) => {
      const options: ConnectionOptions & { readonly marketplace: string } = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const path = `/tenants/${encodeURIComponent(options.tenant)}/connections/authorize`
      const { body } = await api.ask('POST', path, { marketplaceId: options.marketplace })
      print(
        context,
        options,
        body,
        () => `${body.authorizeUrl}\n\nIt works once, until ${shortTime(body.expiresAt)}.`,
      )
    })

  const verbs = [
    ['pause', 'stop syncing a connection', 'POST', '/pause', 'is paused'],
    ['resume', 'let a paused connection go on', 'POST', '/resume', 'goes on'],
    [
      'remove',
      'disconnect: the token and buyer data are deleted, the orders stay',
      'DELETE',
      '',
      'is removed; its token is deleted',
    ],
  ] as const
  for (const [verb, description, method, suffix, done] of verbs) {
    connection
      .command(`${verb} <connectionId>`)
      .description(description)
      .requiredOption('--tenant <id>', 'the tenant')
      .action(async (connectionId: string, _options, command) => {
        const options: ConnectionOptions = command.optsWithGlobals()
        const api = await openApiClient(context, options)
        const path = `/tenants/${encodeURIComponent(options.tenant)}/connections/${encodeURIComponent(connectionId)}`
        const { body } = await api.ask(method, `${path}${suffix}`)
        print(context, options, body, () =>
          [`${body.connectionId} ${done}.`, ...(verb === 'remove' ? [body.message] : [])].join('\n'),
        )
      })
  }

  connection
    .command('buyers <connectionId> <wish>')
    .description('"on": keep buyer data from now on; "off": keep none, and erase what there is')
    .requiredOption('--tenant <id>', 'the tenant')
    .action(async (connectionId: string, wish: string, _options, command) => {
      const options: ConnectionOptions = command.optsWithGlobals()
      if (wish !== 'on' && wish !== 'off') throw new UsageError('Say "on" or "off".')
      const api = await openApiClient(context, options)
      const path = `/tenants/${encodeURIComponent(options.tenant)}/connections/${encodeURIComponent(connectionId)}`
      const { body } = await api.ask('PATCH', path, { includeBuyerData: wish === 'on' })
      print(context, options, body, () =>
        body.includeBuyerData
          ? `${body.connectionId} keeps buyer data from now on.`
          : `${body.connectionId} keeps no buyer data; what there was is erased within a minute.`,
      )
    })
}

import { openApiClient } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print } from './print.ts'

interface ConnectOptions extends GlobalOptions {
  readonly tenant: string
  readonly region: string
  readonly seller: string
  readonly token?: string
  readonly tokenStdin?: boolean
  readonly marketplaces?: string
  readonly cursor?: string
  readonly allowSharedSeller?: boolean
  readonly includeBuyerData?: boolean
}

export const registerConnect: RegisterCommand = (program, context) => {
  program
    .command('connect')
    .description("connect a seller's Amazon account with a refresh token")
    .requiredOption('--tenant <id>', 'the tenant')
    .requiredOption('--region <region>', 'NA, EU or FE')
    .requiredOption('--seller <id>', 'the selling partner id, A…')
    .option('--token-stdin', 'read the refresh token from standard input')
    .option('--token <token>', 'the refresh token; other users of this machine can see it while this runs')
    .option('--marketplaces <ids>', 'marketplace ids, with commas between them')
    .option('--cursor <text>', 'where another system had come to')
    .option('--include-buyer-data', 'keep buyer data, encrypted, until 30 days after delivery')
    .option('--allow-shared-seller', 'although another tenant has this seller connected')
    .action(async (_options, command) => {
      const options: ConnectOptions = command.optsWithGlobals()
      if ((options.token === undefined) === (options.tokenStdin !== true)) {
        throw new UsageError('Give the refresh token with --token-stdin, or with --token.')
      }
      const refreshToken = options.token ?? (await context.readStdin()).trim()
      const api = await openApiClient(context, options)
      const { body } = await api.ask('POST', `/tenants/${encodeURIComponent(options.tenant)}/connections`, {
        region: options.region.toUpperCase(),
        sellingPartnerId: options.seller,
        refreshToken,
        marketplaceIds: options.marketplaces?.split(',').map((id) => id.trim()),
        importedCursor: options.cursor,
        includeBuyerData: options.includeBuyerData,
        allowSharedSeller: options.allowSharedSeller,
      })
      print(
        context,
        options,
        body,
        () =>
          `${body.tenantId}: seller ${body.sellingPartnerId} (${body.region}) is connected as ${body.connectionId}. ${body.verification.message}`,
      )
    })
}

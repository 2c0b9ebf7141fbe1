import { type ApiClient, openApiClient, queryOf } from './api-client.ts'
import type { GlobalOptions, RegisterCommand } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'
import { listTenants } from './replay-command.ts'

interface QuarantineOptions extends GlobalOptions {
  readonly tenant?: string
}

interface Piece {
  readonly tenantId: string
  readonly quarantineId: string
  readonly externalOrderId: string | null
  readonly reason: string
  readonly lastSeenAt: string
}

export const registerQuarantine: RegisterCommand = (program, context) => {
  const quarantine = program
    .command('quarantine')
    .description('what Amazon sent and could not be read: list it, try it again, delete it')

  quarantine
    .command('list')
    .description('everything in quarantine')
    .option('--tenant <id>', 'of one tenant; of all unless given')
    .action(async (_options, command) => {
      const options: QuarantineOptions = command.optsWithGlobals()
      const pieces = await listPieces(await openApiClient(context, options), options.tenant)
      print(context, options, { quarantine: pieces }, () => toPieceTable(pieces))
    })

  quarantine
    .command('replay')
    .description('try to read everything again; what can be read now is stored and leaves the quarantine')
    .option('--tenant <id>', 'of one tenant; of all unless given')
    .action(async (_options, command) => {
      const options: QuarantineOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const pieces = await listPieces(api, options.tenant)
      const left: Piece[] = []
      for (const piece of pieces) {
        const path = `/quarantine/${piece.quarantineId}/replay?tenantId=${encodeURIComponent(piece.tenantId)}`
        const { status, body } = await api.send('POST', path, {})
        // A sync may have stored it meanwhile.
        if (status !== 404 && body.outcome !== 'stored')
          left.push({ ...piece, reason: body.reason ?? body.detail })
      }
      const stored = pieces.length - left.length
      print(context, options, { stored, unreadable: left }, () => `${stored} stored.\n${toPieceTable(left)}`)
      context.exitWith(left.length === 0 ? 0 : 1)
    })

  quarantine
    .command('delete <quarantineId>')
    .description('delete what could not be read')
    .requiredOption('--tenant <id>', 'the tenant')
    .action(async (quarantineId: string, _options, command) => {
      const options: QuarantineOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const query = queryOf({ tenantId: options.tenant })
      const { body } = await api.ask('DELETE', `/quarantine/${encodeURIComponent(quarantineId)}${query}`)
      print(context, options, body, () => `${body.quarantineId} is deleted.`)
    })
}

async function listPieces(api: ApiClient, tenant: string | undefined): Promise<readonly Piece[]> {
  const pieces: Piece[] = []
  for (const tenantId of tenant === undefined ? await listTenants(api) : [tenant]) {
    let after: string | undefined
    do {
      const { body } = await api.ask('GET', `/quarantine${queryOf({ tenantId, limit: '200', after })}`)
      pieces.push(...body.quarantine.map((piece: Omit<Piece, 'tenantId'>) => ({ tenantId, ...piece })))
      after = body.next ?? undefined
    } while (after !== undefined)
  }
  return pieces
}

function toPieceTable(pieces: readonly Piece[]): string {
  return toTable(
    ['Tenant', 'Piece', 'Order', 'Last seen', 'Why it cannot be read'],
    pieces.map((piece) => [
      piece.tenantId,
      piece.quarantineId,
      piece.externalOrderId,
      shortTime(piece.lastSeenAt),
      piece.reason,
    ]),
    'Nothing is in quarantine.',
  )
}

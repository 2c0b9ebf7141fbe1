import { setTimeout as delay } from 'node:timers/promises'
import { type ApiAnswer, type ApiClient, ApiRefusal, NoAnswer, openApiClient } from './api-client.ts'
import { type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, toTable } from './print.ts'

interface SyncOptions extends GlobalOptions {
  readonly tenant?: string
  readonly global?: boolean
  readonly batchSize?: string
  readonly wait: boolean
}

export const registerSync: RegisterCommand = (program, context) => {
  program
    .command('sync')
    .description('fetch what changed at Amazon, now: of one tenant, or of all that are due')
    .option('--tenant <id>', 'one tenant')
    .option('--global', 'every tenant that is due')
    .option('--batch-size <n>', 'with --global: at most this many connections at a time')
    .option('--no-wait', 'ask for it and do not wait for the result')
    .action(async (_options, command) => {
      const options: SyncOptions = command.optsWithGlobals()
      if ((options.tenant === undefined) === (options.global !== true)) {
        throw new UsageError('Say either --tenant <id> or --global.')
      }
      const api = await openApiClient(context, options)
      const asked = await api.ask('POST', ...requestOf(options))
      const { status, body } = options.wait ? await follow(api, asked) : asked
      print(context, options, body, describe)
      context.exitWith(status === 202 || body.success === true ? 0 : 1)
    })
}

function requestOf(options: SyncOptions): [path: string, body: object] {
  if (options.tenant !== undefined) return ['/orders/sync/run?wait=false', { tenantId: options.tenant }]
  if (options.batchSize === undefined) return ['/orders/sync/run/global?wait=false', {}]
  if (!/^\d+$/.test(options.batchSize)) throw new UsageError('--batch-size is a whole number.')
  return ['/orders/sync/run/global?wait=false', { batchSize: Number(options.batchSize) }]
}

/** An API process, or the proxy in front of it, is replaced in less: the sync goes on meanwhile, and so does who waits for it. */
const absenceAllowedMs = 20_000

/** Asks for the result until it is there: a sync may take longer than one HTTP request should. */
async function follow(api: ApiClient, asked: ApiAnswer): Promise<ApiAnswer> {
  let answeredAt = performance.now()
  for (let waitMs = 100; ; waitMs = Math.min(1000, waitMs * 1.5)) {
    const answer = await api.send('GET', `/orders/sync/runs/${asked.body.runId}`).catch((error: unknown) => {
      if (error instanceof NoAnswer && performance.now() - answeredAt < absenceAllowedMs) return null
      throw error
    })
    if (answer !== null) {
      answeredAt = performance.now()
      // 503 while the database fails over: the sync is not lost, and neither is its result.
      if (answer.status >= 400 && answer.status !== 503) throw new ApiRefusal(answer)
      if (answer.status === 200) return answer
    }
    await delay(waitMs)
  }
}

// biome-ignore lint/suspicious/noExplicitAny: one of the three answers of a sync
function describe(body: any): string {
  if (body.status === 'running') return body.message
  if (body.mode === 'single') {
    return `${body.tenantId}: ${body.status} (${body.reasonCode}), ${body.ordersProcessed} orders, ${body.itemsProcessed} items. ${body.message}`
  }
  const { summary } = body
  const table = toTable(
    ['Tenant', 'Outcome', 'Reason', 'Orders', 'Items', 'Message'],
    body.results.map((result: Record<string, unknown>) => [
      result.tenantId,
      result.status,
      result.reasonCode,
      result.ordersProcessed,
      result.itemsProcessed,
      result.message,
    ]),
    'There are no tenants yet.',
  )
  const verdict = body.success ? '' : ' Nothing could be attempted: see the messages.'
  return `${table}\n${summary.total} tenants in ${(body.totalDuration / 1000).toFixed(1)} s: ${summary.success} synced, ${summary.skipped} skipped, ${summary.failed} failed.${verdict}`
}

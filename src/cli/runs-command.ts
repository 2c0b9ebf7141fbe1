import { openApiClient, queryOf } from './api-client.ts'
import type { GlobalOptions, RegisterCommand } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'

interface RunsOptions extends GlobalOptions {
  readonly tenant?: string
  readonly lane?: string
  readonly status?: string
  readonly limit?: string
}

export const registerRuns: RegisterCommand = (program, context) => {
  program
    .command('runs')
    .description('the history of runs, newest first')
    .option('--tenant <id>', 'of one tenant')
    .option('--lane <lane>', 'delta, backfill or detail')
    .option('--status <status>', 'success, skipped, failed or interrupted')
    .option('--limit <n>', 'how many, at most 200')
    .action(async (_options, command) => {
      const options: RunsOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const { tenant, lane, status, limit } = options
      const query = queryOf({ tenantId: tenant, lane, status, limit })
      const { body } = await api.ask('GET', `/orders/sync/runs${query}`)
      print(context, options, body, ({ runs }) =>
        toTable(
          ['Started', 'Tenant', 'Lane', 'By', 'Outcome', 'Reason', 'Orders', 'Changed', 'Message'],
          // biome-ignore lint/suspicious/noExplicitAny: the body of the list
          runs.map((run: any) => [
            shortTime(run.startedAt),
            run.tenantId,
            run.lane,
            run.trigger,
            run.status ?? 'running',
            run.reasonCode,
            run.ordersProcessed,
            run.ordersChanged,
            run.message,
          ]),
          'No runs yet.',
        ),
      )
    })
}

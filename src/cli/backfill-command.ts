import { setTimeout as delay } from 'node:timers/promises'
import { type ApiAnswer, type ApiClient, ApiRefusal, openApiClient, queryOf } from './api-client.ts'
import { type CliContext, type GlobalOptions, type RegisterCommand, UsageError } from './cli-context.ts'
import { print, shortTime, toTable } from './print.ts'
import { createProgressBar, describeSeconds, drawBar } from './progress-bar.ts'

interface BackfillOptions extends GlobalOptions {
  readonly tenant: string
  readonly connection?: string
  readonly all?: boolean
  readonly days?: string
  readonly wait?: boolean
  readonly watch?: boolean
}

const tenantOption = ['--tenant <id>', 'the tenant'] as const
const connectionOption = ['--connection <id>', 'one connection; all of the tenant unless given'] as const

export const registerBackfill: RegisterCommand = (program, context) => {
  const backfill = program.command('backfill').description("fetch the history of a tenant's orders")

  backfill
    .command('run')
    .description('fetch it, as far as it is missing')
    .option(...tenantOption)
    .option(...connectionOption)
    .option('--all', 'of every tenant that has none')
    .option('--days <n>', 'how far back, 1 to 730; 365 unless given')
    .option('--wait', 'show how it goes on until it is done')
    .action(async (_options, command) => run(context, command.optsWithGlobals()))

  backfill
    .command('status')
    .description('how far it is')
    .requiredOption(...tenantOption)
    .option('--watch', 'show how it goes on until it is done')
    .action(async (_options, command) => showStatus(context, command.optsWithGlobals()))

  const verbs = [
    ['pause', 'stop fetching; every finished window is kept'],
    ['resume', 'let a paused one go on from where it stopped'],
    ['cancel', 'give up the rest; what is stored is kept'],
  ] as const
  for (const [verb, description] of verbs) {
    backfill
      .command(verb)
      .description(description)
      .requiredOption(...tenantOption)
      .option(...connectionOption)
      .action(async (_options, command) => {
        const options: BackfillOptions = command.optsWithGlobals()
        const api = await openApiClient(context, options)
        const { body } = await api.ask('POST', `/orders/sync/backfill/${verb}`, choiceOf(options))
        print(context, options, body, describeAnswer)
      })
  }
}

async function run(
  context: CliContext,
  options: Omit<BackfillOptions, 'tenant'> & { tenant?: string },
): Promise<void> {
  const { days, tenant, all } = options
  if (days !== undefined && !/^\d{1,9}$/.test(days)) throw new UsageError('--days is a whole number.')
  const wish = days === undefined ? {} : { days: Number(days) }
  if (tenant !== undefined && all !== true) return runOne(context, { ...options, tenant }, wish)
  if (tenant !== undefined || all !== true) throw new UsageError('Say either --tenant <id> or --all.')
  if (options.wait === true || options.connection !== undefined)
    throw new UsageError('--wait and --connection go with --tenant.')
  await runAll(context, options, wish)
}

interface Wish {
  readonly days?: number
}

async function runAll(context: CliContext, options: GlobalOptions, wish: Wish): Promise<void> {
  const api = await openApiClient(context, options)
  const { status, body } = await api.send('POST', '/orders/sync/backfill/run/global', wish)
  if (status >= 400 && body?.mode !== 'global') throw new ApiRefusal({ status, body })
  print(context, options, body, describeAll)
  context.exitWith(body.success === true ? 0 : 1)
}

async function runOne(context: CliContext, options: BackfillOptions, days: Wish): Promise<void> {
  const api = await openApiClient(context, options)
  const wish = { ...choiceOf(options), ...days }
  const { status, body } = await api.ask('POST', '/orders/sync/backfill/run', wish)
  if (options.wait !== true || status === 200) return print(context, options, body, describeAnswer)
  const started: readonly string[] = body.backfills.flatMap((entry: BackfillOfConnection) =>
    entry.changed === true ? [entry.backfillId] : [],
  )
  const report = await follow(context, api, options.tenant, (entry) => started.includes(entry.backfillId))
  print(context, options, report, describeReport)
  const done = report.connections.filter(
    (entry: BackfillOfConnection) =>
      started.includes(entry.backfillId) && entry.progress?.state === 'success',
  )
  context.exitWith(done.length === started.length ? 0 : 1)
}

async function showStatus(context: CliContext, options: BackfillOptions): Promise<void> {
  const api = await openApiClient(context, options)
  if (options.watch !== true) {
    const { body } = await api.ask('GET', statusPath(options.tenant))
    return print(context, options, body, describeReport)
  }
  const report = await follow(context, api, options.tenant, () => true)
  print(context, options, report, describeReport)
  context.exitWith(report.progress.state === 'success' ? 0 : 1)
}

/** As much of a connection in an answer as is looked at here. */
interface BackfillOfConnection {
  readonly backfillId: string
  readonly changed?: boolean
  readonly initialBackfillStatus?: string | null
  readonly progress?: { readonly state: string | null }
}

/** Shows the progress until none of the backfills concerned goes on. Answers the last report. */
async function follow(
  context: CliContext,
  api: ApiClient,
  tenantId: string,
  concerns: (entry: BackfillOfConnection) => boolean,
): Promise<ApiAnswer['body']> {
  const bar = createProgressBar(context)
  try {
    for (let waitMs = 100; ; waitMs = Math.min(1000, waitMs * 1.5)) {
      const answer = await api.send('GET', statusPath(tenantId))
      // 503 while the database fails over: the backfill is not lost.
      if (answer.status >= 400 && answer.status !== 503) throw new ApiRefusal(answer)
      if (answer.status === 200) {
        bar.show(describeProgress(answer.body, context.isTerminal))
        const own: readonly BackfillOfConnection[] = answer.body.connections.filter(concerns)
        // What has failed may heal by itself, but nobody knows when: that is not waited for.
        if (!own.some((entry) => isGoingOn(entry))) return answer.body
      }
      await delay(waitMs)
    }
  } finally {
    bar.end()
  }
}

function isGoingOn({ progress, initialBackfillStatus }: BackfillOfConnection): boolean {
  return progress?.state === 'in_progress' && initialBackfillStatus !== 'failed'
}

function statusPath(tenantId: string): string {
  return `/orders/sync/backfill/status${queryOf({ tenantId })}`
}

function choiceOf({ tenant, connection }: BackfillOptions): object {
  return { tenantId: tenant, ...(connection === undefined ? {} : { connectionId: connection }) }
}

// biome-ignore lint/suspicious/noExplicitAny: the body of a report
function describeProgress({ tenantId, progress, initialBackfillStatus }: any, bar: boolean): string {
  const { windowsDone, windowsTotal, ordersStored, percent, estimatedSecondsLeft, state } = progress
  const parts = [
    bar ? drawBar(percent) : `${percent ?? '–'} %`,
    windowsTotal === 0 ? 'the newest orders first' : `${windowsDone} of ${windowsTotal} windows`,
    `${ordersStored} orders`,
    initialBackfillStatus === 'failed' || state !== 'in_progress'
      ? initialBackfillStatus === 'failed'
        ? 'failed'
        : (state ?? 'no backfill')
      : estimatedSecondsLeft === null
        ? ''
        : `about ${describeSeconds(estimatedSecondsLeft)} left`,
  ]
  return `${tenantId}  ${parts.filter((part) => part !== '').join(', ')}`
}

// biome-ignore lint/suspicious/noExplicitAny: the body of an answer to run, pause, resume or cancel
function describeAnswer(body: any): string {
  const several = body.backfills.length > 1
  const table = toTable(
    ['Backfill', 'Connection', 'Days', 'Status'],
    // biome-ignore lint/suspicious/noExplicitAny: as above
    body.backfills.map((entry: any) => [entry.backfillId, entry.connectionId, entry.days, entry.status]),
    '',
  )
  return `${body.tenantId}: ${body.message}${several ? `\n${table}` : ''}`
}

// biome-ignore lint/suspicious/noExplicitAny: the body of an answer to a run for all
function describeAll({ summary, results }: any): string {
  const table = toTable(
    ['Tenant', 'Connection', 'Outcome', 'Message'],
    // biome-ignore lint/suspicious/noExplicitAny: as above
    results.map((entry: any) => [entry.tenantId, entry.connectionId, entry.status, entry.message]),
    'Every live connection has its history, or is fetching it.',
  )
  const { total, complete, started, skipped, failed } = summary
  return `${table}\n${total} live connections: ${complete} complete or under way, ${started} started, ${skipped} skipped, ${failed} failed.`
}

// biome-ignore lint/suspicious/noExplicitAny: the body of a report
function describeReport(body: any): string {
  const { progress, detail } = body
  if (progress.state === null) {
    return `${body.tenantId}: there was no backfill yet. "ordersync backfill run --tenant ${body.tenantId}" starts one.`
  }
  const windows = toTable(
    ['Window', 'From', 'To', 'By', 'State', 'Attempts', 'Orders', 'Next try', 'Error'],
    // biome-ignore lint/suspicious/noExplicitAny: as above
    progress.windows.map((window: any) => [
      window.number,
      shortTime(window.from),
      shortTime(window.to),
      window.source,
      window.state,
      window.attempts,
      window.orders,
      shortTime(window.nextTryAt),
      window.error,
    ]),
    'No windows: the first phase reads it all, or is not over.',
  )
  const repairing = progress.repair && progress.state !== 'success' && progress.state !== 'cancelled'
  const repair = repairing ? '\nThis closes a gap that was found in the stored history.' : ''
  const gaps = body.gaps.length === 0 ? '' : `\n${describeGaps(body.gaps)}`
  const error = body.lastError === null ? '' : `\nLast error: ${body.lastError}`
  return `${describeProgress(body, true)}
${body.ordersCount} orders are stored, the oldest of ${shortTime(body.oldestOrderDate) ?? '–'}: ${detail.full} in full, ${detail.outline} in outline.
${windows}${repair}${gaps}${error}`
}

function describeGaps(gaps: readonly { readonly from: string; readonly to: string }[]): string {
  const spans = gaps.map(({ from, to }) => `${shortTime(from)} to ${shortTime(to)}`)
  return `Not proven complete any more: ${spans.join(', ')}.`
}

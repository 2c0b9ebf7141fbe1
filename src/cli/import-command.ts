import { moveIn, NothingToImport } from '../moving-in/move-in.ts'
import type { FindingReport, ImportReport } from '../moving-in/tally.ts'
import { systemClock } from '../runtime/clock.ts'
import { systemRandom } from '../runtime/random.ts'
import { openSource, type Source, SourceRefused } from '../store/source/open-source.ts'
import {
  type CliContext,
  CommandFailed,
  type GlobalOptions,
  type RegisterCommand,
  UsageError,
} from './cli-context.ts'
import { withSecretStore } from './open-secret-store.ts'
import { print, toTable } from './print.ts'
import { startProcess } from './start-process.ts'

interface ImportOptions extends GlobalOptions {
  readonly from?: string
  readonly fromStdin?: boolean
  readonly tenant?: string
  readonly dryRun?: boolean
  readonly allowSharedSeller?: boolean
  readonly allowRemoved?: boolean
}

export const registerImport: RegisterCommand = (program, context) => {
  program
    .command('import')
    .description(
      'take over the database of an earlier system: tenants, connections, cursors, orders (docs/moving-in.md)',
    )
    .option(
      '--from <url>',
      'its address, postgres://…; other users of this machine can see it while this runs',
    )
    .option('--from-stdin', 'read the address from standard input')
    .option('--tenant <id>', 'this tenant only')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--allow-shared-seller', 'take over sellers that two tenants have')
    .option('--allow-removed', 'take over also what was erased or removed here since')
    .action(async (_options, command) => {
      const options: ImportOptions = command.optsWithGlobals()
      const address = await readAddress(context, options)
      const report = await importFrom(context, address, options)
      print(context, options, report, describe)
    })
}

async function readAddress(context: CliContext, { from, fromStdin }: ImportOptions): Promise<string> {
  if ((from === undefined) === (fromStdin !== true))
    throw new UsageError(
      'Say where the earlier system keeps its orders: --from postgres://…, or --from-stdin.',
    )
  const address = from ?? (await context.readStdin()).trim()
  if (!/^postgres(ql)?:\/\/[^/\s]+\/[^/\s]+$/.test(address) || !URL.canParse(address)) {
    throw new UsageError(
      '--from must be the address of a PostgreSQL database: postgres://user:password@host:5432/database.',
    )
  }
  return address
}

async function importFrom(
  context: CliContext,
  address: string,
  options: ImportOptions,
): Promise<ImportReport> {
  const source = await openOrExplain(address)
  try {
    return await startProcess(() =>
      withSecretStore(context, ({ db, vault }) =>
        moveIn(
          {
            ...{ db, vault, random: systemRandom, now: systemClock.now() },
            progress: (orders) => {
              if (context.isTerminal) context.writeError(`\r${orders} orders read `)
            },
          },
          source,
          {
            tenantId: options.tenant ?? null,
            dryRun: options.dryRun === true,
            allowSharedSeller: options.allowSharedSeller === true,
            allowRemoved: options.allowRemoved === true,
          },
        ),
      ),
    )
  } catch (error) {
    if (error instanceof SourceRefused || error instanceof NothingToImport)
      throw new CommandFailed(error.message, { cause: error })
    throw error
  } finally {
    await source.close().catch(() => {})
    if (context.isTerminal) context.writeError('\r\x1b[K')
  }
}

async function openOrExplain(address: string): Promise<Source> {
  try {
    return await openSource(address)
  } catch (error) {
    if (error instanceof SourceRefused) throw new CommandFailed(error.message, { cause: error })
    throw error
  }
}

function describe(report: ImportReport): string {
  const { taken, known, leftOut } = report.tenants
  const tables = toTable(
    ['Table there', 'Rows', report.dryRun ? 'Would be taken over' : 'Taken over', 'Here already', 'Left out'],
    Object.entries(report.tables).map(([name, table]) => [
      name,
      table.rows,
      table.taken,
      table.known,
      table.leftOut,
    ]),
    '',
  )
  const buyers = report.buyerColumns.map(({ column, orders }) => `${column} (${orders})`).join(', ')
  return [
    `${report.dryRun ? 'Nothing was changed. ' : ''}Tenants: ${taken} new, ${known} here already, ${leftOut} left out.`,
    tables,
    ...report.findings.map(describeFinding),
    ...(buyers === ''
      ? []
      : [`Buyer data was not read: ${buyers}. docs/buyer-data.md says how it may be kept.`]),
  ].join('\n')
}

function describeFinding({ table, count, text, examples }: FindingReport): string {
  const more = count > examples.length ? ', …' : ''
  return `${table}, ${count}: ${text}. ${examples.length === 0 ? '' : `(${examples.join(', ')}${more})`}`.trim()
}

import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openApiClient, queryOf } from './api-client.ts'
import { type CliContext, CommandFailed, type GlobalOptions, type RegisterCommand } from './cli-context.ts'

interface ExportOptions extends GlobalOptions {
  readonly tenant?: string
  readonly format?: string
  readonly status?: string
  readonly from?: string
  readonly to?: string
  readonly search?: string
  readonly output?: string
}

export const registerExport: RegisterCommand = (program, context) => {
  program
    .command('export')
    .description('the orders of a tenant as CSV or NDJSON, newest first')
    .option('--tenant <id>', 'the tenant; a key of a tenant implies it')
    .option('--format <format>', 'csv or ndjson; csv unless given')
    .option('--status <status>', 'UNSHIPPED, SHIPPED, …')
    .option('--from <day>', 'placed on this day or later')
    .option('--to <day>', 'placed on this day or earlier')
    .option('--search <text>', 'part of an order number, tracking number, SKU or ASIN')
    .option('--output <file>', 'write there instead of to standard output')
    .action(async (_options, command) => {
      const options: ExportOptions = command.optsWithGlobals()
      const api = await openApiClient(context, options)
      const query = queryOf({
        tenantId: options.tenant,
        format: options.format,
        status: options.status,
        dateFrom: options.from,
        dateTo: options.to,
        q: options.search,
      })
      const body = Readable.fromWeb(await api.download(`/orders/export${query}`))
      await (options.output === undefined ? print(context, body) : save(body, options.output)).catch(
        (cause: unknown) => {
          throw new CommandFailed('The export broke off: what came is not complete. Run it again.', { cause })
        },
      )
    })
}

async function print(context: CliContext, body: Readable): Promise<void> {
  for await (const text of body.setEncoding('utf8')) context.write(text)
}

/** The file has its name only when it is complete. */
async function save(body: Readable, file: string): Promise<void> {
  const part = `${file}.part`
  try {
    await pipeline(body, createWriteStream(part))
    await rename(part, file)
  } catch (error) {
    await rm(part, { force: true })
    throw error
  }
}

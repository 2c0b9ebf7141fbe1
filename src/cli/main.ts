import { text } from 'node:stream/consumers'
import { Command, CommanderError } from 'commander'
import { ConfigError } from '../runtime/config.ts'
import { version } from '../version.ts'
import { ApiRefusal } from './api-client.ts'
import { registerAudit } from './audit-command.ts'
import { registerBackfill } from './backfill-command.ts'
import { type CliContext, CommandFailed, type RegisterCommand, UsageError } from './cli-context.ts'
import { registerConnect } from './connect-command.ts'
import { registerConnection } from './connection-command.ts'
import { registerDoctor } from './doctor-command.ts'
import { registerExport } from './export-command.ts'
import { registerKey } from './key-command.ts'
import { registerMasterKey } from './master-key-command.ts'
import { registerOrders } from './orders-command.ts'
import { registerProcesses } from './process-commands.ts'
import { registerQuarantine } from './quarantine-command.ts'
import { registerReplay } from './replay-command.ts'
import { registerRuns } from './runs-command.ts'
import { registerSignInCommand } from './sign-in-command.ts'
import { registerStatus } from './status-command.ts'
import { registerSync } from './sync-command.ts'
import { registerTenant } from './tenant-command.ts'
import { registerTenantKey } from './tenant-key-command.ts'
import { registerWebhook } from './webhook-command.ts'

/** Every command, in the order of the help. */
const commands: readonly RegisterCommand[] = [
  registerProcesses,
  registerSync,
  registerBackfill,
  registerStatus,
  registerOrders,
  registerExport,
  registerRuns,
  registerQuarantine,
  registerReplay,
  registerTenant,
  registerConnect,
  registerConnection,
  registerKey,
  registerSignInCommand,
  registerAudit,
  registerMasterKey,
  registerTenantKey,
  registerWebhook,
  registerDoctor,
]

/** Runs one command line. Answers its exit status: 0 done, 1 not done, 2 the call or the settings make no sense. */
export async function main(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  output: Partial<CliContext> = {},
): Promise<number> {
  let exitCode = 0
  const context: CliContext = {
    env,
    write: (line) => void process.stdout.write(line),
    writeError: (line) => void process.stderr.write(line),
    isTerminal: process.stderr.isTTY === true,
    readStdin: () => text(process.stdin),
    exitWith: (code) => {
      exitCode = code
    },
    ...output,
  }
  const program = buildProgram(context)
  try {
    await program.parseAsync(argv)
    return exitCode
  } catch (error) {
    return explain(error, context, argv.includes('--json'))
  }
}

/** The whole command line. */
export function buildProgram(context: CliContext): Command {
  const program = new Command('ordersync')
    .description('Every Amazon order of every seller you serve, in your own PostgreSQL.')
    .version(version)
    .option('--url <address>', 'the server; ORDERSYNC_URL or the one running here unless given')
    .option('--json', 'print the body of the REST answer')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({ writeOut: context.write, writeErr: context.writeError })
  for (const register of commands) register(program, context)
  return program
}

function explain(error: unknown, context: CliContext, json: boolean): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof ApiRefusal && json) context.write(`${JSON.stringify(error.answer.body, null, 2)}\n`)
  if (error instanceof UsageError || error instanceof ConfigError) {
    context.writeError(`${error.message}\n`)
    return 2
  }
  if (error instanceof CommandFailed) {
    context.writeError(`${error.message}\n`)
    return 1
  }
  context.writeError(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 1
}

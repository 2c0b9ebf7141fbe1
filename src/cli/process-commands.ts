import { CommandFailed, type RegisterCommand } from './cli-context.ts'
import { readRunning } from './running.ts'

/**
 * Runs a process of the product. Its code is loaded only then: most commands ask a running one, and a cron job that does
 * so should not load all of the server for it.
 */
async function start<T>(load: () => Promise<() => Promise<T>>): Promise<T> {
  const { startProcess } = await import('./start-process.ts')
  return startProcess(await load())
}

/** The commands that are processes of the product, in contrast to those that ask a running one. */
export const registerProcesses: RegisterCommand = (program, context) => {
  program
    .command('up')
    .description(
      'run everything here: PostgreSQL, simulated Amazon (unless credentials are set), API and worker',
    )
    .action(() =>
      start(async () => {
        const { up } = await import('./up-command.ts')
        return () => up(context.env)
      }),
    )
  program
    .command('serve')
    .description('run the API only, on the database that DATABASE_URL names')
    .action(() =>
      start(async () => {
        const { serve } = await import('./serve-command.ts')
        return () => serve(context.env)
      }),
    )
  program
    .command('worker')
    .description('run a worker only, on the database that DATABASE_URL names')
    .action(() =>
      start(async () => {
        const { work } = await import('./worker-command.ts')
        return () => work(context.env)
      }),
    )
  program
    .command('migrate')
    .description('bring the database that MIGRATION_DATABASE_URL, else DATABASE_URL names up to this version')
    .action(async (_options, command) => {
      const applied = await start(async () => {
        const { migrateDatabase } = await import('./migrate-command.ts')
        return () => migrateDatabase(context.env)
      })
      if (command.optsWithGlobals().json === true) context.write(`${JSON.stringify({ applied })}\n`)
      else
        context.write(
          applied.length === 0 ? 'The database is up to date.\n' : `Applied: ${applied.join(', ')}\n`,
        )
    })
  program
    .command('database-url')
    .description(
      'print the address of the database of the Ordersync that runs here, for psql and other tools',
    )
    .action(async () => {
      const folder = context.env.DATA_DIR ?? '.ordersync'
      const running = await readRunning(folder)
      if (running === null) throw new CommandFailed(`Nothing runs in ${folder}: start it with "npm start".`)
      context.write(`${running.databaseUrl}\n`)
    })
  program
    .command('simulate')
    .description(
      'run a simulated Amazon of its own; what follows is passed on (--fleet demo --seed 1 --port 9100 …)',
    )
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (_options, command) => {
      const { simulate } = await import('./simulator.ts')
      context.exitWith(await simulate(command.args, (sentence) => context.writeError(`${sentence}\n`)))
    })
}

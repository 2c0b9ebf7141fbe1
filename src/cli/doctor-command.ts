import type { GlobalOptions, RegisterCommand } from './cli-context.ts'
import { exitStatusOf } from './doctor/finding.ts'
import { print } from './print.ts'

const marks = { ok: '  ok       ', warning: '! warning  ', problem: '✗ problem  ' }

export const registerDoctor: RegisterCommand = (program, context) => {
  program
    .command('doctor')
    .description(
      'look at settings, database, clock, keys, Amazon and stuck work, and say what to do (0 fine, 1 warning, 2 problem)',
    )
    .action(async (_options, command) => {
      const options: GlobalOptions = command.optsWithGlobals()
      // Loaded only here: most commands ask a running server and need none of it.
      const { runDoctor } = await import('./doctor/run-doctor.ts')
      const findings = await runDoctor(context.env)
      const status = exitStatusOf(findings)
      print(context, options, { healthy: status === 0, status, findings }, () =>
        findings
          .map(({ level, check, sentence }) => `${marks[level]}${check.padEnd(12)}${sentence}`)
          .join('\n'),
      )
      context.exitWith(status)
    })
}

import type { Command } from 'commander'
import { buildProgram } from '../../src/cli/main.ts'
import { ConfigError, readConfig } from '../../src/runtime/config.ts'
import { secrets } from './references.ts'
import { nameOf, podTemplateOf, type Resource } from './resource.ts'

/** What is read from the environment elsewhere than in the settings: by the commands that call a server, and by Node. */
const alsoRead = ['ORDERSYNC_URL', 'ORDERSYNC_API_KEY', 'NODE_ENV', 'NODE_EXTRA_CA_CERTS']

/** Every name that the product asks the environment for. */
export function knownSettings(): ReadonlySet<string> {
  const asked = new Set(alsoRead)
  readConfig(
    new Proxy(
      {},
      {
        get: (_target, name) => {
          asked.add(String(name))
          return undefined
        },
      },
    ),
  )
  return asked
}

/** Values that stand for secrets, good enough to be read. */
const stand: Readonly<Record<string, string>> = {
  DATABASE_URL: 'postgres://u:p@postgres/ordersync',
  MIGRATION_DATABASE_URL: 'postgres://u:p@postgres/ordersync',
  ORDERSYNC_MASTER_KEY: Buffer.alloc(32).toString('base64'),
}

export function standFor(name: string): string {
  return stand[name] ?? 'x'.repeat(32)
}

/** The environment of a container: names that the product reads, with values that it accepts. */
export function checkEnvironment(env: Readonly<Record<string, string>>): readonly string[] {
  const known = knownSettings()
  const unknown = Object.keys(env).flatMap((name) => (known.has(name) ? [] : [`nothing reads ${name}`]))
  try {
    readConfig(env)
    return unknown
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return [...unknown, ...error.problems]
  }
}

/** Whether the command line has such a command with such options. */
export function checkCommand(args: readonly string[]): readonly string[] {
  const program = buildProgram({
    env: {},
    write: () => {},
    writeError: () => {},
    isTerminal: false,
    readStdin: async () => '',
    exitWith: () => {},
  })
  let command: Command = program
  for (const word of args.filter((arg) => !arg.startsWith('-'))) {
    const next = command.commands.find((candidate) => candidate.name() === word)
    if (next === undefined) return [`there is no command "${args.join(' ')}"`]
    command = next
  }
  if (command === program || command.commands.length > 0) return [`there is no command "${args.join(' ')}"`]
  const options = [...command.options, ...program.options].map(({ long }) => long)
  return args
    .filter((arg) => arg.startsWith('-') && !options.includes(arg))
    .map((arg) => `"${command.name()}" has no option ${arg}`)
}

/** The environment and the command of every container. */
export function checkSettings(resources: readonly Resource[]): readonly string[] {
  const maps = new Map(
    resources
      .filter(({ kind }) => kind === 'ConfigMap')
      .map(({ metadata, data }) => [metadata.name, data ?? {}]),
  )
  return resources.flatMap((resource) =>
    (podTemplateOf(resource)?.spec.containers ?? []).flatMap(({ args = [], env = [], envFrom = [] }) => {
      const values: Record<string, string> = {}
      for (const { configMapRef, secretRef } of envFrom) {
        Object.assign(values, maps.get(configMapRef?.name ?? ''))
        for (const name of secrets[secretRef?.name ?? ''] ?? []) values[name] = standFor(name)
      }
      for (const { name, value } of env) values[name] = value ?? standFor(name)
      return [...checkCommand(args), ...checkEnvironment(values)].map(
        (problem) => `${nameOf(resource)}: ${problem}`,
      )
    }),
  )
}

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { unless } from './pods.ts'
import { readYaml } from './resource.ts'
import { checkCommand, checkEnvironment, standFor } from './settings.ts'

interface Service {
  readonly image: string
  readonly command?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly env_file?: string
  readonly depends_on?: Readonly<Record<string, unknown>>
  readonly read_only?: boolean
  readonly cap_drop?: readonly string[]
  readonly healthcheck?: { readonly test?: readonly string[] }
}

/** Every key of a service that we use, as the Compose specification names them. */
const known =
  'image build command environment env_file depends_on read_only tmpfs cap_drop security_opt restart stop_grace_period mem_limit ports volumes healthcheck'.split(
    ' ',
  )

/** What can be said of deploy/compose.yaml without Docker: names, commands and settings. */
export function checkCompose(root: string): readonly string[] {
  const [content] = readYaml(join(root, 'deploy/compose.yaml'))
  const { services } = content as { readonly services: Readonly<Record<string, Service>> }
  const example = parseEnv(readFileSync(join(root, 'deploy/example.env'), 'utf8')) as Record<string, string>
  return Object.entries(services).flatMap(([name, service]) =>
    [
      ...Object.keys(service).flatMap((key) =>
        known.includes(key) ? [] : [`${key} is no key of a service`],
      ),
      ...Object.keys(service.depends_on ?? {}).flatMap((other) =>
        other in services ? [] : [`there is no ${other}`],
      ),
      ...unless({ [`"${service.image}" must name a version`]: /:(?!latest$)[\w.-]+$/.test(service.image) }),
      ...unless({
        'pg_isready must ask by TCP (-h): the socket answers before the database is set up':
          !/pg_isready(?!.* -h )/.test(String(service.healthcheck?.test ?? '')),
      }),
      ...(service.image.startsWith('ordersync:') ? checkProcess(service, example) : []),
    ].map((problem) => `compose.yaml, ${name}: ${problem}`),
  )
}

function checkProcess(
  { command = [], environment = {}, read_only, cap_drop }: Service,
  example: Readonly<Record<string, string>>,
): readonly string[] {
  const { POSTGRES_PASSWORD: _forPostgres, ...settings } = example
  const filled = Object.entries(settings).map(([key, value]) => [key, value === '' ? standFor(key) : value])
  return [
    ...checkCommand(command),
    ...checkEnvironment({ ...Object.fromEntries(filled), ...resolve(environment) }),
    ...unless({
      'must not write to its own files (read_only)': read_only === true,
      'must have no rights (cap_drop)': cap_drop?.includes('ALL') === true,
    }),
  ]
}

/** `${NAME:?what to say}` and the like, with something in their place. */
function resolve(environment: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).map(([key, value]) => [
      key,
      String(value).replaceAll(/\$\{\w+[^}]*\}/g, 'x'),
    ]),
  )
}

import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { stopTimeoutMs } from '../../src/queue/worker.ts'
import { unless } from './pods.ts'
import { checkCommand, knownSettings } from './settings.ts'

/** Every directive that we use, by section, as systemd.unit(5), systemd.service(5) and systemd.exec(5) name them. */
const known: Readonly<Record<string, string>> = {
  // Not Requires: one unit that fails or is started again would stop the others.
  Unit: 'Description Documentation After Wants',
  Service:
    'Type RemainAfterExit EnvironmentFile User DynamicUser StateDirectory Environment WorkingDirectory ExecStart KillSignal TimeoutStopSec TimeoutStartSec Restart RestartSec MemoryMax ProtectSystem ProtectHome PrivateTmp PrivateDevices ProtectKernelTunables ProtectControlGroups RestrictAddressFamilies CapabilityBoundingSet NoNewPrivileges',
  Install: 'WantedBy',
}

/** What can be said of the units without systemd: directives, commands, settings, and the units that they name. */
export function checkSystemd(root: string): readonly string[] {
  const files = globSync('deploy/systemd/*.service', { cwd: root })
  const names = files.map((file) => basename(file))
  return files.flatMap((file) => {
    const entries = readUnit(readFileSync(join(root, file), 'utf8'))
    const all = (key: string): readonly string[] =>
      entries.filter((entry) => entry.key === key).flatMap(({ value }) => value.split(' '))
    const command = entries.find(({ key }) => key === 'ExecStart')?.value ?? ''
    const process = /^\/usr\/bin\/node bin\/ordersync\.js (.+)$/.exec(command)?.[1]
    const seconds = Number(all('TimeoutStopSec')[0] ?? 90)
    return [
      ...entries.flatMap(({ section, key }) =>
        known[section]?.split(' ').includes(key) ? [] : [`[${section}] ${key} is not known`],
      ),
      ...all('Environment').flatMap((pair) =>
        knownSettings().has(pair.split('=')[0] ?? '') ? [] : [`nothing reads ${pair}`],
      ),
      ...[...all('After'), ...all('Wants')]
        .filter((unit) => unit.startsWith('ordersync'))
        .flatMap((unit) => (names.includes(unit) ? [] : [`there is no ${unit}`])),
      ...(process === undefined
        ? [`"${command}" does not start Ordersync`]
        : checkCommand(process.split(' '))),
      ...unless({
        'shares its StateDirectory with the other units, so it must name the same User':
          all('StateDirectory')[0] === undefined || all('User')[0] === 'ordersync',
      }),
      ...unless({ 'TimeoutStopSec is shorter than a stop takes': seconds > stopTimeoutMs / 1000 + 10 }),
    ].map((problem) => `${basename(file)}: ${problem}`)
  })
}

interface Entry {
  readonly section: string
  readonly key: string
  readonly value: string
}

function readUnit(text: string): readonly Entry[] {
  let section = ''
  return text.split('\n').flatMap((line) => {
    section = /^\[(\w+)\]$/.exec(line)?.[1] ?? section
    const [, key, value] = /^(\w+)=(.*)$/.exec(line) ?? []
    return key === undefined || value === undefined ? [] : [{ section, key, value }]
  })
}

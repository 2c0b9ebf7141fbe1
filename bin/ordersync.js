#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

// In the repository the sources run as they are: Node strips the types. The published package has them compiled, as Node
// strips none under node_modules. Where an older Node was called, the one that `npm ci` installed here takes over.
const needed = 24
const sources = new URL('../src/cli/main.ts', import.meta.url)
const program = existsSync(sources) ? sources : new URL('../dist/src/cli/main.js', import.meta.url)
const installed = fileURLToPath(
  new URL(`../node_modules/node/bin/node${process.platform === 'win32' ? '.exe' : ''}`, import.meta.url),
)

if (Number(process.versions.node.split('.')[0]) >= needed) {
  const { main } = await import(program.href)
  process.exitCode = await main(process.argv, process.env)
} else if (existsSync(installed) && process.execPath !== installed) {
  const child = spawn(installed, process.argv.slice(1), { stdio: 'inherit' })
  // Ctrl-C in a terminal reaches the child by itself; passing it on would count as a second one.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  child.on('exit', (status, signal) => {
    process.exitCode = status ?? (signal === null ? 1 : 128 + constants.signals[signal])
  })
} else {
  process.stderr.write(
    `Ordersync needs Node ${needed} or newer; this is ${process.version}. Install it, or run "npx -p node@${needed} -p ordersync ordersync …".\n`,
  )
  process.exitCode = 1
}

import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { connect, createServer, type Server } from 'node:net'
import { userInfo } from 'node:os'

/** A place where a process runs: a machine of its own, as far as the network is concerned. */
export interface Machine {
  /** Where it reaches the shared services. */
  readonly gateway: string
  /** Where it is reached. */
  readonly address: string
  spawn(script: string, args: readonly string[], env: NodeJS.ProcessEnv): ChildProcess
  /** From now on nothing that it sends or is sent arrives, and nobody is told. */
  cut(): void
  heal(): void
  close(): void
}

const run = (command: string, ...args: string[]): void =>
  void execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] })

/** Whether this user may make network namespaces. */
export function hasNamespaces(): boolean {
  if (userInfo().uid !== 0) return false
  const name = `ordersync-${process.pid}-probe`
  try {
    run('ip', 'netns', 'add', name)
    run('ip', 'netns', 'del', name)
    return true
  } catch {
    return false
  }
}

/**
 * A network namespace with a wire to ours. To cut the wire is to send to a hardware address that nobody has: packets
 * vanish in both directions, with no error, as behind a broken switch.
 */
export function openNamespace(number: number): Machine {
  const name = `ordersync-${process.pid}-${number}`
  const [outside, inside] = [`os${process.pid % 10_000}o${number}`, `os${process.pid % 10_000}i${number}`]
  const [gateway, address] = [`10.213.${number}.1`, `10.213.${number}.2`]
  const within = (...args: string[]): void => run('ip', 'netns', 'exec', name, ...args)
  const nobody = ['lladdr', '02:00:00:00:00:99', 'nud', 'permanent']
  run('ip', 'netns', 'add', name)
  run('ip', 'link', 'add', outside, 'type', 'veth', 'peer', 'name', inside)
  run('ip', 'link', 'set', inside, 'netns', name)
  run('ip', 'addr', 'add', `${gateway}/30`, 'dev', outside)
  run('ip', 'link', 'set', outside, 'up')
  within('ip', 'addr', 'add', `${address}/30`, 'dev', inside)
  within('ip', 'link', 'set', inside, 'up')
  within('ip', 'link', 'set', 'lo', 'up')
  return {
    gateway,
    address,
    spawn: (script, args, env) =>
      spawn('ip', ['netns', 'exec', name, process.execPath, script, ...args], { env, stdio: outputOf(env) }),
    cut: () => {
      run('ip', 'neigh', 'replace', address, ...nobody, 'dev', outside)
      within('ip', 'neigh', 'replace', gateway, ...nobody, 'dev', inside)
    },
    heal: () => {
      run('ip', 'neigh', 'del', address, 'dev', outside)
      within('ip', 'neigh', 'del', gateway, 'dev', inside)
    },
    close: () => {
      run('ip', 'link', 'del', outside)
      run('ip', 'netns', 'del', name)
    },
  }
}

/** Where there are no namespaces: all on one address, and a machine that is cut off is one that stands still. */
export function openPlainMachine(): Machine {
  const children: ChildProcess[] = []
  const signal = (name: NodeJS.Signals): void => {
    for (const child of children) if (child.exitCode === null) child.kill(name)
  }
  return {
    gateway: '127.0.0.1',
    address: '127.0.0.1',
    spawn: (script, args, env) => {
      const child = spawn(process.execPath, [script, ...args], { env, stdio: outputOf(env) })
      children.push(child)
      return child
    },
    cut: () => signal('SIGSTOP'),
    heal: () => signal('SIGCONT'),
    close: () => {},
  }
}

function outputOf(env: NodeJS.ProcessEnv): 'inherit' | ['ignore', 'ignore', 'ignore'] {
  return env.LOG_LEVEL === 'silent' ? ['ignore', 'ignore', 'ignore'] : 'inherit'
}

/** Passes connections on to a port of this machine. */
export function relay(host: string, port: number, to: { host: string; port: number }): Promise<Server> {
  const server = createServer((incoming) => {
    const outgoing = connect(to.port, to.host)
    incoming.pipe(outgoing).pipe(incoming)
    for (const socket of [incoming, outgoing])
      socket.on('error', () => {
        incoming.destroy()
        outgoing.destroy()
      })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, host, () => resolve(server))
  })
}

import { relay } from './network.ts'

/**
 * A process of a cluster: `member.ts <program> <command>`. Amazon's address must be on loopback, and in a namespace of
 * one's own loopback is empty: what is asked there is passed on to the simulator.
 */
const [program = '', command = ''] = process.argv.slice(2)
const { CLUSTER_GATEWAY: gateway = '127.0.0.1', AMAZON_LWA_URL = '' } = process.env
if (gateway !== '127.0.0.1') {
  const port = Number(new URL(AMAZON_LWA_URL).port)
  await relay('127.0.0.1', port, { host: gateway, port })
}
const { main } = (await import(program)) as typeof import('../../src/cli/main.ts')
// The relay would keep the process alive after the command has ended.
process.exit(await main(['node', 'ordersync', command], process.env))

import { constants } from 'node:os'

/**
 * Resolves at the first SIGINT or SIGTERM. A second one ends the process at once, for whoever cannot wait; what
 * is lost then is repeated by the next run.
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let asked = false
    const onSignal = (signal: NodeJS.Signals): void => {
      if (asked) process.exit(128 + constants.signals[signal])
      asked = true
      resolve(signal)
    }
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  })
}

import { constants } from 'node:os'

/**
 * Resolves at the first SIGINT or SIGTERM. A second one, a second later or more, ends the process at once, for whoever
 * cannot wait; what is lost then is repeated by the next run. (Supervisors signal a whole group: the same wish may
 * arrive twice at the same moment.)
 */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    let askedAt: number | null = null
    const onSignal = (signal: NodeJS.Signals): void => {
      if (askedAt !== null && Date.now() - askedAt > 1000) process.exit(128 + constants.signals[signal])
      askedAt ??= Date.now()
      resolve(signal)
    }
    process.on('SIGINT', onSignal).on('SIGTERM', onSignal)
  })
}

/** A signal that aborts when the process is told to stop. */
export function abortedBy(stopped: Promise<NodeJS.Signals>): AbortSignal {
  const controller = new AbortController()
  void stopped.then((signal) => controller.abort(new Error(`stopped by ${signal}`)))
  return controller.signal
}

/** What a start brings; null when it failed after the process was told to stop, for that or for anything else. */
export async function unlessStopped<T>(start: Promise<T>, stopping: AbortSignal): Promise<T | null> {
  return start.catch((error: unknown) => {
    if (stopping.aborted) return null
    throw error
  })
}

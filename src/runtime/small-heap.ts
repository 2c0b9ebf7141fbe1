import { setFlagsFromString } from 'node:v8'

/**
 * Lets V8 collect garbage while there is little of it, for processes that run beside many others. Importing a report
 * makes garbage as fast as it can: left to itself, V8 doubles its space for young objects until a process needs 350 MB of
 * which 40 are in use, and lets old ones grow to several times what is alive before it looks at them. `node` has options
 * for both, but they cannot be given to a process that runs already. `npm run bench -- import-memory` shows what it does.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=30')
}

import manifest from '../package.json' with { type: 'json' }

/** This version of Ordersync, as in package.json. */
export const version: string = manifest.version

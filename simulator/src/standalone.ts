import { simulate } from './simulate.ts'

/** `npm run simulate -- --fleet demo --seed 1 --port 9100` */
process.exitCode = await simulate(process.argv.slice(2))

import { work } from '../../src/cli/worker-command.ts'

await work(process.env)

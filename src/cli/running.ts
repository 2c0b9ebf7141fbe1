import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a running `ordersync up` says about itself in its data folder. */
export interface Running {
  readonly url: string
  readonly databaseUrl: string
}

/** Null when nothing runs there. */
export async function readRunning(folder: string): Promise<Running | null> {
  const text = await readFile(join(folder, 'runtime.json'), 'utf8').catch(() => null)
  return text === null ? null : (JSON.parse(text) as Running)
}

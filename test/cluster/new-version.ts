import { cpSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The version that comes next: this one under another number, with a migration that widens the schema. */
export const nextVersion = '99.0.0'

/** Copies the program into a folder as its next version. Answers the file of its command line. */
export function makeNewVersion(folder: string): string {
  mkdirSync(folder, { recursive: true })
  for (const part of ['src', 'simulator']) cpSync(join(root, part), join(folder, part), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ ...manifest, version: nextVersion }))
  writeFileSync(
    join(folder, 'src/store/migrations/9999_next_version.sql'),
    `-- Up Migration
ALTER TABLE ordersync.runs ADD COLUMN of_next_version text;
CREATE INDEX runs_of_next_version ON ordersync.runs (tenant_id, of_next_version);
-- Down Migration
ALTER TABLE ordersync.runs DROP COLUMN of_next_version;
`,
  )
  return join(folder, 'src/cli/main.ts')
}

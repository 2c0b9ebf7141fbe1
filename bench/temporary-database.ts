import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/runtime/embedded-postgres.ts'
import { migrate } from '../src/store/migrate.ts'

/** As in production: everything that was committed survives a power cut. */
export const durableSettings = [
  'fsync=on',
  'synchronous_commit=on',
  'full_page_writes=on',
  'shared_buffers=1GB',
  'max_wal_size=4GB',
]

/** Gives `work` a migrated database of a server of its own, and leaves nothing behind. */
export function withTemporaryDatabase<T>(
  work: (connectionString: string) => Promise<T>,
  settings: readonly string[] = durableSettings,
): Promise<T> {
  return withTemporaryServer(({ connectionString }) => work(connectionString), settings)
}

/** The same for work that looks at the server too. */
export async function withTemporaryServer<T>(
  work: (server: EmbeddedPostgres) => Promise<T>,
  settings: readonly string[] = durableSettings,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'ordersync-bench-'))
  try {
    // PostgreSQL runs as another user when we run as root.
    await chmod(folder, 0o755)
    const server = await startEmbeddedPostgres({
      folder: join(folder, 'postgres'),
      settings,
    })
    try {
      await migrate(server.connectionString)
      return await work(server)
    } finally {
      await server.stop()
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

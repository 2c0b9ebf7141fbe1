import { queueConnections } from '../../queue/lane-queue.ts'
import {
  checkApplicationRole,
  isMissingRole,
  isRefusedRole,
  UnsafeRoleError,
} from '../../store/check-application-role.ts'
import type { Database } from '../../store/database.ts'
import { readServerFacts, type ServerFacts } from '../../store/diagnosis.ts'
import { checkServer } from '../../store/migrate.ts'
import { explainState, readMigrationState, SchemaError } from '../../store/migration-state.ts'
import { explainStart } from '../start-process.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

/** Whether the database answers, is ours, of this version, and gives these connections what they need and no more. */
export async function checkDatabase(db: Database, databaseConnections: number): Promise<readonly Finding[]> {
  try {
    await checkServer(db)
    const facts = await readServerFacts(db)
    const schema = explainState(await readMigrationState(db))
    return [
      ok('database', `PostgreSQL ${facts.version} answers.`),
      schema === null
        ? ok('schema', 'All migrations of this version are applied.')
        : problem('schema', schema),
      ...(await checkRights(db, facts.mayMakeTemporary)),
      judgeRoom(facts, databaseConnections + queueConnections + lockConnections),
    ]
  } catch (error) {
    if (error instanceof SchemaError) return [problem('database', error.message)]
    if (isMissingRole(error) || isRefusedRole(error))
      return [problem('rights', explainStart(error) ?? String(error))]
    const sentence = explainStart(error)
    if (sentence === null) throw error
    return [problem('database', sentence)]
  }
}

async function checkRights(db: Database, mayMakeTemporary: boolean): Promise<readonly Finding[]> {
  if (!mayMakeTemporary) {
    return [
      problem(
        'rights',
        'The application may make no temporary table, which reports are imported through: GRANT TEMPORARY ON DATABASE … TO ordersync_app.',
      ),
    ]
  }
  try {
    await checkApplicationRole(db)
    return [ok('rights', 'The connections may do what they need, and see one tenant at a time.')]
  } catch (error) {
    if (error instanceof UnsafeRoleError) return [problem('rights', error.message)]
    throw error
  }
}

/** A worker's locks live on a connection of their own: see LockSession. */
const lockConnections = 1

/** Pure: whether one more worker finds room, as it must while processes are replaced. */
export function judgeRoom(
  { connections, maxConnections }: Pick<ServerFacts, 'connections' | 'maxConnections'>,
  ofWorker: number,
): Finding {
  const used = `${connections} of ${maxConnections} connections of the server are in use`
  return connections > maxConnections * 0.8 || connections + ofWorker > maxConnections
    ? warning(
        'connections',
        `${used}, and one more worker takes up to ${ofWorker}: raise max_connections, or lower DATABASE_CONNECTIONS of the processes.`,
      )
    : ok('connections', `${used}.`)
}

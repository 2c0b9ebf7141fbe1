import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openAdministrator } from '../../../test/administrator.ts'
import { databaseUrl } from '../../../test/postgres.ts'
import { silentLog } from '../../../test/silent-log.ts'
import { LaneQueue } from '../../queue/lane-queue.ts'
import { checkApplicationRole, isRefusedRole, UnsafeRoleError } from '../check-application-role.ts'
import { openDatabase } from '../database.ts'
import { migrate } from '../migrate.ts'
import { explainState, readMigrationState } from '../migration-state.ts'
import { saveTenant } from '../tenants.ts'

/**
 * As a managed service has it: nobody is a superuser. One user owns the database and migrates, another one runs the
 * processes and is the application and nothing else.
 */

const name = `managed_${randomBytes(4).toString('hex')}`
const superuser = openAdministrator(inject('postgresUrl'))
const urlOf = (user: string): string => {
  const url = new URL(databaseUrl(inject('postgresUrl'), name))
  url.username = user
  url.password = 'x'
  return url.href
}
const openAs = (user: string) =>
  openDatabase(
    { connectionString: urlOf(user), applicationName: 'ordersync test', maxConnections: 2 },
    silentLog,
  )

beforeAll(async () => {
  for (const user of ['owner', 'runtime', 'stranger'])
    await superuser.query(`CREATE ROLE ${name}_${user} LOGIN PASSWORD 'x'`)
  await superuser.query(`GRANT ordersync_app, ordersync_fleet TO ${name}_owner`)
  await superuser.query(`GRANT ordersync_app TO ${name}_runtime`)
  await superuser.query(`CREATE DATABASE ${name} OWNER ${name}_owner`)
})
afterAll(async () => {
  await superuser.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
  for (const user of ['owner', 'runtime', 'stranger']) await superuser.query(`DROP ROLE ${name}_${user}`)
  await superuser.close()
})

test('a user without superuser migrates, another one runs the processes, and neither needs more', async () => {
  await expect(migrate(urlOf(`${name}_owner`))).resolves.not.toEqual([])
  const db = openAs(`${name}_runtime`)
  try {
    await checkApplicationRole(db)
    await saveTenant(db.of('acme'), 'Acme')
    const queue = new LaneQueue(urlOf(`${name}_runtime`), silentLog)
    await queue.start()
    await db.transaction((tx) =>
      queue.enqueue(tx, [{ tenantId: 'acme', connectionId: 'con_1', lane: 'delta', trigger: 'manual' }]),
    )
    await queue.stop(1000)
  } finally {
    await db.close()
  }
})

/** As `pg_restore --no-owner` leaves a database: everything belongs to the user that restored it, rights are as they were. */
async function restoreWithoutOwners(): Promise<void> {
  const here = openAdministrator(databaseUrl(inject('postgresUrl'), name), 1)
  await here.query(`REASSIGN OWNED BY ordersync_app, ordersync_fleet TO ${name}_owner`)
  await here.close()
}

test('a backup restored without its owners: no process starts on it, "migrate" puts them right, and the queue works', async () => {
  await restoreWithoutOwners()
  const db = openAs(`${name}_runtime`)
  const queue = new LaneQueue(urlOf(`${name}_runtime`), silentLog)
  try {
    const state = await readMigrationState(db)
    expect(state).toMatchObject({
      kind: 'misplaced',
      names: expect.arrayContaining([
        'ordersync.fleet_connections',
        'ordersync.fleet_claim_due_lanes(integer)',
        'ordersync_queue',
      ]),
    })
    expect(explainState(state)).toContain('run "ordersync migrate"')

    const again = await Promise.all([1, 2].map(() => migrate(urlOf(`${name}_owner`))))
    expect(again).toEqual([[], []])
    expect(await readMigrationState(db)).toEqual({ kind: 'current' })
    await queue.start()
    expect(await queue.isThere()).toBe(true)
    await queue.stop(1000)
  } finally {
    await db.close()
  }
})

test('a backup whose queue was left out gets a new one', async () => {
  const here = openAdministrator(databaseUrl(inject('postgresUrl'), name), 1)
  await here.query('DROP SCHEMA ordersync_queue CASCADE')
  await here.close()
  await migrate(urlOf(`${name}_owner`))
  const db = openAs(`${name}_runtime`)
  expect(await readMigrationState(db)).toEqual({ kind: 'current' })
  await db.close()
})

test('what a process behind a pooler makes in the queue as its own user is in its place', async () => {
  const withoutRole = openAdministrator(urlOf(`${name}_runtime`), 1)
  await withoutRole.query('CREATE TABLE ordersync_queue.made_behind_a_pooler ()')
  expect(await readMigrationState(withoutRole)).toEqual({ kind: 'current' })
  await withoutRole.query('DROP TABLE ordersync_queue.made_behind_a_pooler')
  await withoutRole.close()
})

test('the owner sees everything when it migrates or dumps, and nothing by a dump that would leave rows out', async () => {
  const owner = new pg.Client({ connectionString: urlOf(`${name}_owner`) })
  await owner.connect()
  try {
    expect((await owner.query('SELECT tenant_id FROM ordersync.tenants')).rows).toEqual([
      { tenant_id: 'acme' },
    ])
    await owner.query('SET row_security = off')
    await expect(owner.query('SELECT tenant_id FROM ordersync.tenants')).rejects.toThrow(
      'would be affected by row-level security',
    )
  } finally {
    await owner.end()
  }
})

test('a process of the owner runs as the application; one whose pooler drops the role refuses to start', async () => {
  const db = openAs(`${name}_owner`)
  await expect(checkApplicationRole(db)).resolves.toBeUndefined()
  expect((await db.query('SELECT tenant_id FROM ordersync.tenants')).rows).toEqual([])
  await db.close()
  for (const url of [urlOf(`${name}_owner`), databaseUrl(inject('postgresUrl'), name)]) {
    const withoutRole = openAdministrator(url, 1)
    await expect(checkApplicationRole(withoutRole)).rejects.toThrow(UnsafeRoleError)
    await withoutRole.close()
  }
  const runtime = openAdministrator(urlOf(`${name}_runtime`), 1)
  await expect(checkApplicationRole(runtime)).resolves.toBeUndefined()
  await runtime.close()
})

test('a user that is no member of the application’s role is refused, and it is known why', async () => {
  const db = openAs(`${name}_stranger`)
  const error = await db.query('SELECT 1').catch((reason: unknown) => reason)
  await db.close()
  expect(isRefusedRole(error)).toBe(true)
})

import { expect, test } from 'vitest'
import { silentLog } from '../test/silent-log.ts'
import { untilDatabaseAnswers } from './until-database-answers.ts'

const away = Object.assign(new Error('connect'), { code: 'ECONNREFUSED' })

test('a start waits until the database answers, and for nothing else', async () => {
  const answers = [Promise.reject(away), Promise.resolve('started')]
  await expect(
    untilDatabaseAnswers(() => answers.shift() ?? Promise.reject(new Error('asked again')), {
      log: silentLog,
    }),
  ).resolves.toBe('started')
  const refused = new Error('the schema is missing')
  await expect(untilDatabaseAnswers(() => Promise.reject(refused), { log: silentLog })).rejects.toBe(refused)
})

test('patience is a time, however long each attempt takes', async () => {
  await expect(
    untilDatabaseAnswers(() => Promise.reject(away), { log: silentLog, patienceMs: 0 }),
  ).rejects.toBe(away)
})

test('a process that is told to stop waits no longer, also when the network swallows its question', async () => {
  const process = new AbortController()
  const swallowed = new Promise<never>(() => {})
  const start = untilDatabaseAnswers(() => swallowed, { log: silentLog, stopping: process.signal })
  process.abort(new Error('told to stop'))
  await expect(start).rejects.toThrow('told to stop')
})

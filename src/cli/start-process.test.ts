import { expect, test } from 'vitest'
import { explainStart } from './start-process.ts'

test.each([
  [{ code: 'EADDRNOTAVAIL', syscall: 'listen' }, /Set HOST to an address of this machine/],
  // A name that nobody knows may be the database's as well as our own.
  [
    { code: 'ENOTFOUND', syscall: 'getaddrinfo', hostname: 'db.typo' },
    /no host "db\.typo".*DATABASE_URL or HOST/,
  ],
  [
    { code: 'EAI_AGAIN', syscall: 'getaddrinfo', hostname: 'db' },
    /PostgreSQL cannot be reached.*Check DATABASE_URL/,
  ],
  [{ code: 'EHOSTUNREACH', syscall: 'connect' }, /PostgreSQL cannot be reached.*Check DATABASE_URL/],
])('%j is a sentence that names the setting to look at', (fields, sentence) => {
  expect(explainStart(Object.assign(new Error('what the system says'), fields))).toMatch(sentence)
})

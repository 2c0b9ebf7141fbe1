import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'

/**
 * The version before runs beside a migrated database until it is replaced (docs/operations.md, Upgrade). So a migration
 * widens: what it takes away or makes stricter, an older program may still use. One that does so anyway says in a line
 * `-- Contract: …` since which version nobody uses it any more.
 */
const firstRelease = '0020'
const folder = join(import.meta.dirname, '../src/store/migrations')

const narrowing: readonly (readonly [what: string, pattern: RegExp])[] = [
  ['drops a table, a column, a view or a function', /\bDROP\s+(TABLE|COLUMN|VIEW|FUNCTION|SCHEMA|TYPE)\b/i],
  ['renames', /\bRENAME\b/i],
  ['makes a column mandatory', /\bSET\s+NOT\s+NULL\b/i],
  ['changes a type', /\bALTER\s+(COLUMN\s+)?\w+\s+(SET\s+DATA\s+)?TYPE\b/i],
  [
    'adds a mandatory column without a default',
    /\bADD\s+COLUMN\s+(?:(?!,|;|\bDEFAULT\b)[\s\S])*\bNOT\s+NULL(?!(?:(?!,|;)[\s\S])*\bDEFAULT\b)/i,
  ],
  ['adds a rule to rows that are written already', /\bADD\s+CONSTRAINT\b(?![\s\S]*?\bNOT\s+VALID\b)/i],
  ['takes a right away', /\bREVOKE\b/i],
]

function findNarrowing(sql: string): readonly string[] {
  const [up = ''] = sql.split(/^-- Down Migration/m)
  if (/^-- Contract: \S/m.test(up)) return []
  const statements = up.replaceAll(/--.*$/gm, '')
  return narrowing.filter(([, pattern]) => pattern.test(statements)).map(([what]) => what)
}

test('every migration since the first release leaves the version before it working, or says why it need not', () => {
  const narrow = globSync('*.sql', { cwd: folder })
    .filter((file) => basename(file).slice(0, 4) > firstRelease)
    .flatMap((file) =>
      findNarrowing(readFileSync(join(folder, file), 'utf8')).map((what) => `${file} ${what}`),
    )
  expect(narrow).toEqual([])
})

test.each([
  ['ALTER TABLE a DROP COLUMN b;', 1],
  ['ALTER TABLE a RENAME COLUMN b TO c;', 1],
  ['ALTER TABLE a ALTER COLUMN b SET NOT NULL;', 1],
  ['ALTER TABLE a ALTER COLUMN b TYPE bigint;', 1],
  ['ALTER TABLE a ADD COLUMN b text NOT NULL;', 1],
  ['ALTER TABLE a ADD CONSTRAINT c CHECK (b > 0);', 1],
  ['-- Contract: nobody has read b since 1.4\nALTER TABLE a DROP COLUMN b;', 0],
  ["ALTER TABLE a ADD COLUMN b text NOT NULL DEFAULT '';", 0],
  ['ALTER TABLE a ADD COLUMN b text; CREATE INDEX c ON a (b);', 0],
  ['CREATE TABLE a (b text NOT NULL);\n-- Down Migration\nDROP TABLE a;', 0],
])('%j narrows %i times', (sql, times) => {
  expect(findNarrowing(sql)).toHaveLength(times)
})

test('every migration is numbered once, and begins and ends as the runner needs it', () => {
  const files = globSync('*.sql', { cwd: folder })
  const numbers = files.map((file) => file.slice(0, 4))
  expect(new Set(numbers).size).toBe(numbers.length)
  for (const file of files)
    expect(readFileSync(join(folder, file), 'utf8')).toMatch(/^-- Up Migration[\s\S]*^-- Down Migration/m)
})

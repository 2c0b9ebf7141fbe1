import { glob, readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { buildDashboardIfStale } from '../../scripts/build-dashboard.ts'

const web = new URL('../../', import.meta.url).pathname
const mantine = new URL('../../../node_modules/@mantine/', import.meta.url).pathname

/** The classes of Mantine that a text names: `m_77c9d27d`. */
async function classesIn(folder: string, pattern: string): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for await (const file of glob(pattern, { cwd: folder }))
    for (const [name] of (await readFile(folder + file, 'utf8')).matchAll(/\bm_[0-9a-f]{6,8}\b/g))
      found.add(name)
  return found
}

test('every component of Mantine that is used has its styles, and no other has', async () => {
  await buildDashboardIfStale()
  const used = await classesIn(web, 'dist/assets/*.js')
  const styled = await classesIn(web, 'dist/assets/*.css')
  const imported = await readFile(`${web}src/app/mantine.css`, 'utf8')
  const missing: string[] = []
  const needless: string[] = []
  for await (const file of glob('core/styles/[A-Z]*.layer.css', { cwd: mantine })) {
    const own = await classesIn(mantine, file)
    const isUsed = [...own].some((name) => used.has(name))
    if (isUsed && [...own].some((name) => used.has(name) && !styled.has(name))) missing.push(file)
    if (!isUsed && imported.includes(file)) needless.push(file)
  }
  expect(used.size).toBeGreaterThan(50)
  expect({ missing, needless }).toEqual({ missing: [], needless: [] })
})

import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { renderSchema } from '../../scripts/render-schema.ts'

test("the client's types are those of the API; if not: npm run generate -w web", async () => {
  const committed = readFileSync(new URL('./schema.d.ts', import.meta.url), 'utf8')
  expect(committed === (await renderSchema())).toBe(true)
})

import openapiTS, { astToString } from 'openapi-typescript'
import { buildApi } from '../../src/api/app.ts'
import type { ApiDependencies } from '../../src/api/context.ts'
import { systemClock } from '../../src/runtime/clock.ts'
import { createLog } from '../../src/runtime/log.ts'
import { systemRandom } from '../../src/runtime/random.ts'

/** The API's OpenAPI document as TypeScript. The API is built in memory; nothing of it is ever asked. */
export async function renderSchema(): Promise<string> {
  const nothing = new Proxy({}, { get: () => undefined })
  const app = await buildApi({
    db: nothing as ApiDependencies['db'],
    vault: nothing as ApiDependencies['vault'],
    clock: systemClock,
    random: systemRandom,
    log: createLog('silent'),
    version: '0',
    replay: nothing as ApiDependencies['replay'],
    settings: { globalBatchSize: null, globalTenantDelayMs: 0, applicationId: '', simulated: true },
  })
  try {
    await app.ready()
    const document = JSON.stringify(app.swagger())
    const tree = await openapiTS(document, { alphabetize: true })
    return `// Made by "npm run generate -w web" from the API's OpenAPI document. Do not edit.\n${astToString(tree)}`
  } finally {
    await app.close()
  }
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderSchema } from './render-schema.ts'
import { webFolder } from './sources.ts'

/** Writes the types of the API's answers from the document that the API itself publishes. */
writeFileSync(join(webFolder, 'src/api/schema.d.ts'), await renderSchema())

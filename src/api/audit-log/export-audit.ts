import { Readable } from 'node:stream'
import { stringify } from 'csv-stringify/sync'
import { Type } from 'typebox'
import { type AuditFilter, type AuditPosition, listAudit, type RecordedAudit } from '../../store/audit-log.ts'
import type { Scoped } from '../../store/database.ts'
import type { Api, ApiContext } from '../context.ts'
import { strict } from '../schemas.ts'
import { auditFilters, readAuditFilter } from './audit-query.ts'
import { toAuditView } from './audit-view.ts'

const pageSize = 1000

export function registerExportAudit(api: Api, { db }: ApiContext): void {
  api.get(
    '/audit-log/export',
    {
      exposeHeadRoute: false,
      schema: {
        operationId: 'exportAuditLog',
        tags: ['Audit log'],
        summary: 'The audit log as a file of any size: CSV, or a JSON object a line',
        querystring: strict({ ...auditFilters, format: Type.Enum(['csv', 'ndjson']) }),
        produces: ['text/csv', 'application/x-ndjson'],
      },
    },
    async (request, reply) => {
      const { format } = request.query
      const pages = readPages(db.of(request.tenantId), readAuditFilter(request.query))
      return reply
        .type(format === 'csv' ? 'text/csv; charset=utf-8' : 'application/x-ndjson; charset=utf-8')
        .header('content-disposition', `attachment; filename="audit-log.${format}"`)
        .send(Readable.from(format === 'csv' ? toCsv(pages) : toLines(pages)))
    },
  )
}

type Pages = AsyncIterable<readonly RecordedAudit[]>

/** The log page by page: nothing is held open between two pages, however slowly they are fetched. */
async function* readPages(db: Scoped<string | null>, filter: AuditFilter): Pages {
  for (let after: AuditPosition | null = null; ; ) {
    const page: readonly RecordedAudit[] = await listAudit(db, filter, after, pageSize)
    yield page
    const last = page.at(-1)
    if (page.length < pageSize || last === undefined) return
    after = last.position
  }
}

const columns = [
  'at',
  'tenantId',
  'actor',
  'action',
  'allowed',
  'code',
  'subject',
  'note',
  'requestId',
  'address',
] as const

async function* toCsv(pages: Pages): AsyncIterable<string> {
  yield `${columns.map(toSnakeCase).join(',')}\n`
  for await (const page of pages) {
    yield stringify(
      page.map(toAuditView).map((entry) => ({ ...entry, allowed: String(entry.allowed) })),
      // A note that begins with "=" must not become a formula in somebody's spreadsheet.
      { columns: [...columns], escape_formulas: true },
    )
  }
}

async function* toLines(pages: Pages): AsyncIterable<string> {
  for await (const page of pages) {
    yield page.map((entry) => `${JSON.stringify(toAuditView(entry))}\n`).join('')
  }
}

function toSnakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}

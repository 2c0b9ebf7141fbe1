import { gunzipSync } from 'node:zlib'
import type { ManualClock } from '../clock.ts'
import type { TestAnswer, TestClient } from '../test-client.ts'

/** What the simulator's own tests do with reports. */
export const BY_ORDER_DATE = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_ORDER_DATE_GENERAL'
export const BY_LAST_UPDATE = 'GET_FLAT_FILE_ALL_ORDERS_DATA_BY_LAST_UPDATE_GENERAL'
export const REPORTS = '/reports/2021-06-30/reports'
export const WEEK = { dataStartTime: '2026-07-24T00:00:00Z', dataEndTime: '2026-07-31T00:00:00Z' }

export function create(client: TestClient, specification: Record<string, unknown> = {}): Promise<TestAnswer> {
  return client.send('POST', REPORTS, {
    reportType: BY_ORDER_DATE,
    marketplaceIds: ['A1PA6795UKMFR9'],
    ...WEEK,
    ...specification,
  })
}

export interface TestDownload {
  status: number
  headers: Headers
  bytes: Buffer
  text: string
}

/** Creates a report, lets five minutes pass, and reads its document. */
export async function generate(
  client: TestClient,
  clock: ManualClock,
  specification: Record<string, unknown> = {},
): Promise<{ report: TestAnswer['body']; document: TestDownload | null }> {
  const created = await create(client, specification)
  if (created.status !== 202) throw new Error(created.text)
  clock.advance(301_000)
  const report = (await client.get(`${REPORTS}/${created.body.reportId}`)).body
  return { report, document: report.reportDocumentId ? await fetchDocument(client, report) : null }
}

export async function fetchDocument(
  client: TestClient,
  report: TestAnswer['body'],
  query = '',
): Promise<TestDownload> {
  const location = await locate(client, report, query)
  return download(location.url, location.compressionAlgorithm === 'GZIP' && query === '')
}

export async function locate(client: TestClient, report: TestAnswer['body'], query = '') {
  const path = `/reports/2021-06-30/documents/${report.reportDocumentId}${query}`
  const answer = await client.get(path)
  if (answer.status !== 200) throw new Error(answer.text)
  return answer.body as { reportDocumentId: string; url: string; compressionAlgorithm?: string }
}

const DECODERS: Readonly<Record<string, string>> = { Cp1252: 'windows-1252', 'Windows-31J': 'shift_jis' }

export async function download(
  url: string,
  gzip = false,
  headers: Record<string, string> = {},
): Promise<TestDownload> {
  const response = await fetch(url, { headers })
  const sent = Buffer.from(await response.arrayBuffer())
  const bytes = gzip && response.ok ? gunzipSync(sent) : sent
  const charset = /charset=(.*)$/.exec(response.headers.get('content-type') ?? '')?.[1] ?? 'UTF-8'
  const text = new TextDecoder(DECODERS[charset] ?? charset, { ignoreBOM: true }).decode(bytes)
  return { status: response.status, headers: response.headers, bytes, text }
}

export type TestRow = Record<string, string>

/** Rows by column name; nothing is quoted. */
export function parse(text: string): { columns: string[]; rows: TestRow[] } {
  const [header = '', ...lines] = text
    .replace(/^\ufeff/, '')
    .replace(/\r?\n$/, '')
    .split(/\r?\n/)
  const columns = header.split('\t')
  const rows = lines.map((line) => {
    const cells = line.split('\t')
    return Object.fromEntries(columns.map((column, index) => [column, cells[index] ?? '']))
  })
  return { columns, rows }
}

import type { Instant } from '../domain/order.ts'
import { createRowGroups } from './group-rows.ts'
import { type ReportHeader, readReportHeader } from './report-header.ts'
import { createOrderMaker, type ReportOrder } from './report-order.ts'
import { createRowWriter, maskedRow, withoutLineEnd } from './report-row-json.ts'
import { readInstant } from './wire-value.ts'

/** A line that cannot be read, for the quarantine; the others go on. */
export interface BrokenRow {
  readonly kind: 'broken'
  /** The header is line 1. */
  readonly lineNumber: number
  readonly externalOrderId?: string
  /** Names the column and never repeats its value. */
  readonly reason: string
  /** The line as JSON text: its columns by name, or, when they cannot be told apart, a list of what is harmless. */
  readonly text: string
}

/**
 * What was to be a report is none, whatever its job's status says. An empty document is not a report without orders
 * (that has its header), and a sentence is what Amazon answers for a window of more than 30 days.
 * Sources: amzn/selling-partner-api-models, issues 385 and 2591.
 */
export class ReportTextError extends Error {
  override readonly name = 'ReportTextError'
  readonly reason: 'empty' | 'no_header'
  /** The first 200 characters of the document. */
  readonly text: string

  constructor(reason: 'empty' | 'no_header', text: string) {
    super(
      reason === 'empty' ? 'The report document is empty' : `The document is not an order report: ${text}`,
    )
    this.reason = reason
    this.text = text
  }
}

/** Longer than any line; a document without line ends must not fill the memory. */
const maxLineLength = 1024 * 1024
const excerptLength = 200

/**
 * Reads an All Orders report (`GET_FLAT_FILE_ALL_ORDERS_DATA_…_GENERAL`) as it arrives: tab-separated lines without
 * quoting, so that a quote in a title is a character like any other. Columns are found by their names, whose set and
 * order differ. Memory does not grow with the document. Throws ReportTextError, and what `chunks` throws.
 * Source: Order Tracking reports attributes.
 */
export async function* parseAllOrdersReport(
  chunks: AsyncIterable<string>,
): AsyncGenerator<ReportOrder | BrokenRow, void, undefined> {
  const parser = createReportParser()
  for await (const chunk of chunks) {
    for (const entry of parser.push(chunk)) yield entry
  }
  for (const entry of parser.end()) yield entry
}

/** The same without waiting for anything: text in, out what is complete. */
interface ReportParser {
  push(chunk: string): readonly (ReportOrder | BrokenRow)[]
  end(): readonly (ReportOrder | BrokenRow)[]
}

function createReportParser(): ReportParser {
  let rest = ''
  let lines: LineReader | null = null

  function push(chunk: string): readonly (ReportOrder | BrokenRow)[] {
    rest += chunk
    if (!chunk.includes('\n') && rest.length <= maxLineLength) return []
    lines ??= readFirstLine(false)
    if (lines === null) return []
    const length = rest.lastIndexOf('\n') + 1
    const entries = lines.read(rest.slice(0, length))
    rest = rest.slice(length)
    if (rest.length > maxLineLength) {
      rest = ''
      lines.skipLine()
    }
    return entries
  }

  function end(): readonly (ReportOrder | BrokenRow)[] {
    lines ??= readFirstLine(true)
    return lines === null ? [] : [...lines.read(rest === '' ? '' : `${rest}\n`), ...lines.end()]
  }

  /** Null when more of the document is needed to say what it is. */
  function readFirstLine(isEnd: boolean): LineReader | null {
    const lineEnd = rest.indexOf('\n')
    const header = readReportHeader(withoutMark(lineEnd < 0 ? rest : rest.slice(0, lineEnd)))
    if (header === null) {
      if (rest.length < excerptLength && !isEnd) return null
      throw notAReport(rest)
    }
    rest = lineEnd < 0 ? '' : rest.slice(lineEnd + 1)
    return createLineReader(header)
  }

  return { push, end }
}

interface LineReader {
  /** `block` consists of whole lines. */
  read(block: string): readonly (ReportOrder | BrokenRow)[]
  /** The next line has lost its beginning. */
  skipLine(): void
  end(): readonly (ReportOrder | BrokenRow)[]
}

function createLineReader(header: ReportHeader): LineReader {
  const { row: pattern, cell: at, columnCount } = header
  const groups = createRowGroups()
  const makeOrder = createOrderMaker(header)
  const writeRow = createRowWriter(header)
  let lineNumber = 1
  let skipping = false

  function read(block: string): readonly (ReportOrder | BrokenRow)[] {
    const text = block.isWellFormed() ? block : block.toWellFormed()
    const broken: BrokenRow[] = []
    let position = 0
    while (position < text.length) {
      lineNumber += 1
      pattern.lastIndex = position
      const cells = skipping ? null : pattern.exec(text)
      const lineEnd = cells === null ? text.indexOf('\n', position) + 1 : pattern.lastIndex
      const row = cells === null ? readOddLine(text.slice(position, lineEnd)) : readRow(cells)
      if (row !== null) broken.push(row)
      position = lineEnd
    }
    const orders = groups.takeComplete().map(makeOrder)
    return broken.length === 0 ? orders : [...broken, ...orders]
  }

  /** A line that has what every order has is added to its order; any other is answered. */
  function readRow(cells: RegExpExecArray): BrokenRow | null {
    const externalOrderId = cells[at.orderId] as string
    const orderDate = readReportInstant(cells[at.orderDate] as string)
    const lastUpdatedAt = readReportInstant(cells[at.lastUpdated] as string)
    if (externalOrderId !== '' && orderDate !== undefined && lastUpdatedAt !== undefined) {
      groups.add({ lineNumber, externalOrderId, orderDate, lastUpdatedAt, cells })
      return null
    }
    const text = writeRow(withoutLineEnd(cells[0]))
    if (externalOrderId === '')
      return { kind: 'broken', lineNumber, reason: 'amazon-order-id is blank', text }
    const column = orderDate === undefined ? 'purchase-date' : 'last-updated-date'
    return { kind: 'broken', lineNumber, externalOrderId, reason: `${column} is not a time`, text }
  }

  /** A line that is blank, too long, has too many or too few cells, or has control characters in them. */
  function readOddLine(ended: string): BrokenRow | null {
    if (skipping) {
      skipping = false
      return { kind: 'broken', lineNumber, reason: 'the line is too long', text: '[]' }
    }
    const line = withoutControls(withoutLineEnd(ended))
    if (line === '') return null
    pattern.lastIndex = 0
    const row = pattern.exec(`${line}\n`)
    if (row !== null) return readRow(row)
    const cells = line.split('\t')
    const externalOrderId = cells.find((cell) => /^[A-Z0-9]{3}-\d{7}-\d{7}$/.test(cell))
    const reason = `the line has ${cells.length} columns instead of ${columnCount}`
    const text = maskedRow(line)
    return externalOrderId === undefined
      ? { kind: 'broken', lineNumber, reason, text }
      : { kind: 'broken', lineNumber, externalOrderId, reason, text }
  }

  return {
    read,
    skipLine: () => {
      skipping = true
    },
    end: () => [...(skipping ? read('\n') : []), ...groups.takeRest().map(makeOrder)],
  }
}

const usualInstant =
  /^[12]\d{3}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\+00:00$/

/** A time of a report, nearly always `2026-05-11T01:01:48+00:00`; that form is taken apart without a Date. */
function readReportInstant(text: string): Instant | undefined {
  return usualInstant.test(text) ? `${text.slice(0, 19)}.000Z` : readInstant(text)
}

/** PostgreSQL cannot hold some of them, and nobody misses the others. */
function withoutControls(line: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  return line.replaceAll(/[\x00-\x08\x0a-\x1f]/g, ' ')
}

/** A decoder for UTF-8 drops the byte order mark; others do not. */
function withoutMark(line: string): string {
  return line.replace(/^\uFEFF/, '')
}

function notAReport(document: string): ReportTextError {
  const text = withoutControls(withoutMark(document)).replaceAll(/\s+/g, ' ').trim()
  if (text === '') return new ReportTextError('empty', '')
  // Lines of orders without their header may name a city among the first characters.
  const hasRows = /\d{3}-\d{7}-\d{7}/.test(text)
  return new ReportTextError(
    'no_header',
    hasRows ? '[lines of orders without a header]' : text.slice(0, excerptLength),
  )
}

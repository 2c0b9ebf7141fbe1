import Table from 'cli-table3'
import type { CliContext, GlobalOptions } from './cli-context.ts'

/** The body as it came for `--json`, else what `describe` makes of it for people. */
export function print<Body>(
  context: CliContext,
  options: GlobalOptions,
  body: Body,
  describe: (body: Body) => string,
): void {
  context.write(`${options.json === true ? JSON.stringify(body, null, 2) : describe(body)}\n`)
}

/** A table, or `empty` when there is nothing to show. */
export function toTable(
  head: readonly string[],
  rows: readonly (readonly unknown[])[],
  empty: string,
): string {
  if (rows.length === 0) return empty
  const table = new Table({ head: [...head], style: { head: [], border: [], compact: true } })
  table.push(...rows.map((row) => row.map(toCell)))
  return table.toString()
}

/** Long sentences go on in the next line, between two words. */
function toCell(value: unknown): string {
  if (value === null || value === undefined) return '–'
  return String(value).replaceAll(/(.{40,60}) /g, '$1\n')
}

/** An instant without its fraction of a second: `2026-11-21 19:00:00Z`. */
export function shortTime(instant: string | null): string | null {
  return instant === null ? null : instant.replace('T', ' ').replace(/\.\d+Z$/, 'Z')
}

import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** Every document reads it anew: without its comments in half the time. */
const source = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

interface Finding {
  readonly id: string
  readonly impact: string
  readonly help: string
  readonly nodes: readonly { readonly target: readonly string[]; readonly failureSummary: string }[]
}

/** What axe finds on the page as it is now that is serious or critical, in a form that a test prints well. */
export function seriousFindings(page: Page): Promise<readonly string[]> {
  return find(page, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
}

/** The same of the rules that look at colours: for a page that was looked at whole, in its other colours. */
export function findingsOfColours(page: Page): Promise<readonly string[]> {
  return find(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] })
}

async function find(page: Page, runOnly: RunOptions['runOnly']): Promise<readonly string[]> {
  // Evaluated by the browser's own door for tools, which no policy of the page closes; once for each document.
  if (!(await page.evaluate<boolean>("'axe' in globalThis"))) await page.evaluate(source)
  const findings = await page.evaluate<Finding[]>(
    `axe.run(${JSON.stringify({ resultTypes: ['violations'], runOnly })}).then((result) => result.violations)`,
  )
  return findings
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map((node) => `${id}: ${help} at ${node.target.join(' ')}: ${node.failureSummary}`),
    )
}

import { spawnSync } from 'node:child_process'

/** What npm's advisories say about what we ship. */
export type Verdict =
  | { readonly kind: 'clean'; readonly lesser: number }
  | { readonly kind: 'vulnerable'; readonly packages: readonly string[] }
  /** Nobody answered: nothing is known, which is not the same as nothing is wrong. */
  | { readonly kind: 'unknown'; readonly reason: string }

interface Vulnerability {
  readonly severity: string
}

/** Reads what `npm audit --json` printed. High and critical advisories fail; lesser ones are counted. */
export function readVerdict(output: string): Verdict {
  const report = parse(output)
  const { vulnerabilities, message } = report ?? {}
  if (typeof vulnerabilities !== 'object' || vulnerabilities === null) {
    return { kind: 'unknown', reason: typeof message === 'string' ? message : 'npm gave no report' }
  }
  const found = Object.entries(vulnerabilities as Record<string, Vulnerability>)
  const grave = found.filter(([, { severity }]) => severity === 'high' || severity === 'critical')
  return grave.length === 0
    ? { kind: 'clean', lesser: found.length }
    : { kind: 'vulnerable', packages: grave.map(([name, { severity }]) => `${name} (${severity})`) }
}

function parse(output: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(output)
  } catch {
    return null
  }
}

function main(): number {
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' })
  const verdict = readVerdict(stdout ?? '')
  switch (verdict.kind) {
    case 'clean':
      process.stdout.write(`Dependencies: no high or critical advisory, ${verdict.lesser} lesser ones.\n`)
      return 0
    case 'vulnerable':
      process.stderr.write(`Dependencies with high or critical advisories: ${verdict.packages.join(', ')}.\n`)
      process.stderr.write('See "npm audit --omit=dev".\n')
      return 1
    case 'unknown':
      process.stderr.write(`WARNING: dependencies were NOT checked against advisories: ${verdict.reason}\n`)
      return 0
  }
}

if (import.meta.main) process.exitCode = main()

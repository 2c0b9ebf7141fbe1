/**
 * What one look found. `ok`: as it should be. `warning`: it works, but somebody should act soon. `problem`: something does
 * not work, or will lose time or orders.
 */
export type Level = 'ok' | 'warning' | 'problem'

export interface Finding {
  /** What was looked at: `settings`, `database`, `rights`, `clock`, `keys`, `amazon`, `quotas`, `work`, `disk`, `port`. */
  readonly check: string
  readonly level: Level
  /** What is so, and what to do about it. */
  readonly sentence: string
}

export const ok = (check: string, sentence: string): Finding => ({ check, level: 'ok', sentence })
export const warning = (check: string, sentence: string): Finding => ({ check, level: 'warning', sentence })
export const problem = (check: string, sentence: string): Finding => ({ check, level: 'problem', sentence })

/** The exit status that monitors understand: 0 nothing to do, 1 a warning, 2 a problem. */
export function exitStatusOf(findings: readonly Finding[]): 0 | 1 | 2 {
  if (findings.some(({ level }) => level === 'problem')) return 2
  return findings.some(({ level }) => level === 'warning') ? 1 : 0
}

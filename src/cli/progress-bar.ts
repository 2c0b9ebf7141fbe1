import type { CliContext } from './cli-context.ts'

const width = 24

/** Shows how something goes on, on standard error: one line that is rewritten, or plain lines when nobody looks on. */
export interface ProgressBar {
  show(line: string): void
  /** Leaves the last line where it is. */
  end(): void
}

export function createProgressBar(context: Pick<CliContext, 'isTerminal' | 'writeError'>): ProgressBar {
  let last = ''
  return {
    show: (line) => {
      if (line === last) return
      last = line
      // Carriage return and "erase to the end of the line", so that a shorter line leaves nothing of the longer one.
      context.writeError(context.isTerminal ? `\r${line}\u001b[K` : `${line}\n`)
    },
    end: () => {
      if (last !== '' && context.isTerminal) context.writeError('\n')
    },
  }
}

/** `[██████░░░░░░]  50.0 %`; an unknown share is an empty bar. */
export function drawBar(percent: number | null): string {
  const filled = Math.round(((percent ?? 0) / 100) * width)
  const share = percent === null ? '–' : percent.toFixed(1)
  return `[${'█'.repeat(filled)}${'░'.repeat(width - filled)}] ${share.padStart(5)} %`
}

/** A time to come as people say it: `40 s`, `12 min`, `3 h 20 min`. */
export function describeSeconds(seconds: number): string {
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}

import type { Command } from 'commander'

/** What a command is given; nothing is read from the process itself. */
export interface CliContext {
  readonly env: Readonly<Record<string, string | undefined>>
  write(text: string): void
  writeError(text: string): void
  /** Whether a person looks on where `writeError` writes. */
  readonly isTerminal: boolean
  readStdin(): Promise<string>
  /** Says how the command ended: 0 only when what was asked was done. */
  exitWith(code: number): void
}

/** Adds a command to the program. One file per command exports one of these. */
export type RegisterCommand = (program: Command, context: CliContext) => void

/** Options that every command has. */
export interface GlobalOptions {
  readonly url?: string
  readonly json?: boolean
}

/** The command was called in a way that makes no sense: one sentence, exit status 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The command could not do what was asked: one sentence, exit status 1. */
export class CommandFailed extends Error {
  override readonly name = 'CommandFailed'
}

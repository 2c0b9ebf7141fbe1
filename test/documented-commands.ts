/** A command as a reader types it. */
export interface ShellCommand {
  /** Without its comment, and without `npx`. */
  readonly line: string
  readonly words: readonly string[]
  /** The file that it reads from, if any. */
  readonly stdin: string | null
}

/** The commands in the `sh` blocks of a document in Markdown, in their order. `&&` joins several. */
export function readCommands(markdown: string): readonly ShellCommand[] {
  return [...markdown.matchAll(/^ *```sh\n([\s\S]*?)^ *```/gm)]
    .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, ' ').split('\n'))
    .map((line) => line.replace(/(^|\s)#\s.*$/, '').trim())
    .flatMap((line) => line.split(' && '))
    .map((line) => line.replace(/^npx (?=ordersync)/, '').trim())
    .map((line) => line.replace(/^([A-Z_]+=(\$\(.*?\)|\S*)\s*)+/, ''))
    .filter((line) => line !== '')
    .map(toCommand)
}

function toCommand(line: string): ShellCommand {
  const [command = '', stdin = null] = line.split(' < ')
  return { line, words: splitWords(command), stdin }
}

/** By spaces, except within quotes. */
function splitWords(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
    ([, double, single, plain]) => double ?? single ?? plain ?? '',
  )
}

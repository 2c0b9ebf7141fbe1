import { budgetKilobytes, firstLoads } from './first-load.ts'

for (const { page, scripts, styles, own } of firstLoads()) {
  const kilobytes = [scripts, own, styles].map((size) => size.toFixed(1).padStart(7))
  process.stdout.write(
    `${page.padEnd(34)} ${kilobytes[0]} kB JavaScript (${kilobytes[1]} its own), ${kilobytes[2]} kB CSS\n`,
  )
}
process.stdout.write(`All gzipped; the budget of each is ${budgetKilobytes} kB of JavaScript.\n`)
process.exitCode = firstLoads().some(({ scripts }) => scripts > budgetKilobytes) ? 1 : 0

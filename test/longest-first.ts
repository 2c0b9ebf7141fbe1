import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Vitest begins with the largest files where it remembers no times, as in CI. How long a test takes its size does not say:
 * chaos is the shortest of all, takes a minute, and began when the other core had nothing left to do. What brings up whole
 * products is here, beside this file, and begins first; what is left for the end takes a second or two.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification): boolean =>
      moduleId.startsWith(`${import.meta.dirname}/`)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/longest-first.ts'

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'simulator/src/**/*.test.ts', 'test/**/*.test.ts', 'web/**/*.test.ts'],
    globalSetup: ['test/global-setup.ts'],
    pool: 'forks',
    // Files share a process and its modules: to start one and load them anew takes half a second and more, 180 times.
    isolate: false,
    // Tests wait more than they work: every core is given some.
    maxWorkers: Math.max(2, availableParallelism()),
    sequence: { sequencer: LongestFirst },
    // Minutes for what takes seconds: a busy machine is no failure.
    testTimeout: 240_000,
    expect: { poll: { timeout: 20_000 } },
    hookTimeout: 120_000,
  },
})

import { type Journey, type JourneyOptions, openJourney } from './open-journey.ts'
import { createTestDatabase } from './postgres.ts'

export { amazonConfig, type Journey, type JourneyOptions } from './open-journey.ts'

export const minutes = (count: number): number => count * 60_000

/** A journey in a fresh database of the test run. */
export async function startJourney(options: JourneyOptions): Promise<Journey> {
  return openJourney(options, await createTestDatabase())
}

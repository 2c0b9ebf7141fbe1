import type { Caller } from './caller.ts'

/** Whether a caller may see who bought: a right of its own (`canReadBuyers`), which no role includes. */
export function mayReadBuyers(caller: Caller | null): boolean {
  return caller?.canReadBuyers === true
}

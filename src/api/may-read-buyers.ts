import type { Caller } from './identity.ts'

/** Whether a caller may see who bought: a right of its own (`canReadBuyers` of its key), which no role includes. */
export function mayReadBuyers(caller: (Caller & { readonly canReadBuyers?: boolean }) | null): boolean {
  return caller?.canReadBuyers === true
}

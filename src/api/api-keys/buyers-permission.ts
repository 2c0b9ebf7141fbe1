import type { Caller } from '../caller.ts'
import { Problem } from '../problem.ts'

/** Who may hand out the right to see buyers: an operator, and whoever has it. Throws a 403 for anybody else. */
export function requireGivingBuyers(caller: Caller | null): void {
  if (caller?.role === 'operator' || caller?.canReadBuyers === true) return
  throw new Problem('forbidden', 'Only an operator, or who has the right to read buyers, can give it.', {
    field: 'canReadBuyers',
  })
}

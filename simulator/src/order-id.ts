import { combine32 } from './random.ts'

/**
 * Order ids look random (3-7-7 digits) and still tell where the order is: a keyed four-round Feistel
 * network over two halves of seven digits hides (seller number, day, index). So `getOrder` needs no
 * index of ids, and a seller's history need not be generated to find one order in it.
 */
export interface OrderPlace {
  /** 0 to 999,999. */
  sellerNumber: number
  /** Days since 2016-01-01, the oldest day Amazon remembers; 0 to 9,999. */
  dayNumber: number
  /** Position within the seller's day; 0 to 9,999. */
  index: number
}

const HALF = 10_000_000
const ROUNDS = [0, 1, 2, 3] as const
const ORDER_ID = /^\d{3}-(\d{7})-(\d{7})$/

export function toOrderId(prefix: string, place: OrderPlace, key: number): string {
  const combined = place.sellerNumber * 10 + Math.floor(place.dayNumber / 1000)
  let left = combined
  let right = (place.dayNumber % 1000) * 10_000 + place.index
  for (const round of ROUNDS) {
    const next = (left + roundValue(right, key, round)) % HALF
    left = right
    right = next
  }
  return `${prefix}-${pad(left)}-${pad(right)}`
}

export function fromOrderId(orderId: string, key: number): OrderPlace | null {
  const match = ORDER_ID.exec(orderId)
  if (!match) return null
  let left = Number(match[1])
  let right = Number(match[2])
  for (const round of ROUNDS.toReversed()) {
    const previous = (((right - roundValue(left, key, round)) % HALF) + HALF) % HALF
    right = left
    left = previous
  }
  return {
    sellerNumber: Math.floor(left / 10),
    dayNumber: (left % 10) * 1000 + Math.floor(right / 10_000),
    index: right % 10_000,
  }
}

function roundValue(half: number, key: number, round: number): number {
  return combine32(half, key, round) % HALF
}

function pad(half: number): string {
  return String(half).padStart(7, '0')
}

import { SECONDS_PER_DAY } from './clock.ts'
import type { SimulatedSeller } from './seller.ts'

/** Strongest month against weakest, as measured at one real seller over 24 months. */
const SEASONAL_FACTOR = 3.2
const AMPLITUDE = (SEASONAL_FACTOR - 1) / (SEASONAL_FACTOR + 1)
const PEAK_MONTH = 11
export const DAYS_PER_MONTH = 30.4

/** Sunday to Saturday; the average is 1. */
const WEEKDAYS = [1.12, 1.14, 1.06, 1, 0.96, 0.84, 0.88] as const

/** How many orders a seller expects on a UTC day (days since 1970). */
export function expectedOrders(ordersPerMonth: SimulatedSeller['ordersPerMonth'], day: number): number {
  const date = new Date(day * SECONDS_PER_DAY * 1000)
  const weekday = WEEKDAYS[date.getUTCDay()] ?? 1
  const month = date.getUTCMonth()
  if (typeof ordersPerMonth !== 'number') {
    return ((ordersPerMonth[month] ?? 0) / DAYS_PER_MONTH) * weekday
  }
  const season = 1 + AMPLITUDE * Math.cos((2 * Math.PI * (month - PEAK_MONTH)) / 12)
  return (ordersPerMonth / DAYS_PER_MONTH) * season * weekday
}

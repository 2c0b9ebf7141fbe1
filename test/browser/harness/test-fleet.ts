import { createSeller, enroll, type Fleet } from '@ordersync/simulator'

/** A few tenants in the states that pages must show: busy, without a single order, never connected, and failing. */
export function testFleet(): Fleet {
  const shop = createSeller('browser', 'shop', { name: 'Corner Shop', ordersPerMonth: 120, historyDays: 40 })
  const quiet = createSeller('browser', 'quiet', { name: 'Quiet Shop', ordersPerMonth: 0, historyDays: 40 })
  const alone = createSeller('browser', 'alone', {
    name: 'Not Connected',
    ordersPerMonth: 10,
    refreshTokens: [],
  })
  const failing = createSeller('browser', 'failing', {
    name: 'Failing Shop',
    ordersPerMonth: 10,
    permanentFault: { status: 500 },
  })
  return {
    sellers: [shop, quiet, alone, failing],
    roster: [
      enroll('shop', shop),
      enroll('quiet', quiet),
      enroll('alone', alone),
      enroll('failing', failing),
    ],
  }
}

/** How much of each new measurement goes into the smoothed value. */
const weight = 0.2

/** How far Amazon's clock is ahead of ours, learned from the `Date` header. */
export interface ClockSkew {
  /** Positive when Amazon is ahead; 0 before the first answer. */
  readonly milliseconds: number
  observe(answer: {
    readonly dateHeader: string | null
    readonly sentAt: Date
    readonly receivedAt: Date
  }): void
}

export function createClockSkew(): ClockSkew {
  let smoothed: number | null = null
  return {
    get milliseconds() {
      return Math.round(smoothed ?? 0)
    },
    observe({ dateHeader, sentAt, receivedAt }) {
      const serverSecond = Date.parse(dateHeader ?? '')
      if (Number.isNaN(serverSecond)) return
      // The header has whole seconds, so the instant it was written is on average half a second later.
      const skew = serverSecond + 500 - (sentAt.getTime() + receivedAt.getTime()) / 2
      smoothed = smoothed === null ? skew : smoothed + weight * (skew - smoothed)
    },
  }
}

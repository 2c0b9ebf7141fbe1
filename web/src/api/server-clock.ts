/** How far the server's clock is ahead of this one, in ms, by its last answer. */
let aheadMs = 0

/**
 * Sets this browser's idea of the server's time by an answer's `Date`. That names a whole second: its end is taken, so
 * that nothing that the answer tells has happened lies in the future.
 */
export function noteServerTime(date: string | null): void {
  const second = Date.parse(date ?? '')
  if (!Number.isNaN(second)) aheadMs = second + 999 - Date.now()
}

/** The server's time in ms: what one compares its instants with, whatever this browser's clock says. */
export function serverNow(): number {
  return Date.now() + aheadMs
}

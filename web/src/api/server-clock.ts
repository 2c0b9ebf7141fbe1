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
  return browserNow() + aheadMs
}

let heldAt: number | null = null

/** This browser's time in ms, for ages that are shown. */
export function browserNow(): number {
  return heldAt ?? Date.now()
}

/** Lets `browserNow` stand at `at` for some ms: a page that the server rendered then is to be the same once more. */
export function holdBrowserTime(at: number, forMs: number): void {
  heldAt = at
  setTimeout(() => {
    heldAt = null
  }, forMs)
}

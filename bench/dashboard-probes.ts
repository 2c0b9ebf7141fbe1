import type { Page } from 'playwright-core'

/** Watches a page from its first moment on: what people call fast is measured by the browser itself. */
const watching = `
  globalThis.measured = { lcp: 0, moved: 0, blocked: 0, rows: 0, events: [], longFrames: [] }
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) measured.lcp = entry.startTime
  }).observe({ type: 'largest-contentful-paint', buffered: true })
  new PerformanceObserver((list) => {
    for (const { value } of list.getEntries()) measured.moved += value
  }).observe({ type: 'layout-shift', buffered: true })
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) {
      const painted = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity
      if (startTime + duration > painted) measured.blocked += Math.max(0, duration - 50)
    }
  }).observe({ type: 'longtask', buffered: true })
  new PerformanceObserver((list) => {
    for (const { name, duration } of list.getEntries()) if (/^(key|input)/.test(name)) measured.events.push(duration)
  }).observe({ type: 'event', durationThreshold: 16, buffered: true })
  new PerformanceObserver((list) => {
    for (const { duration, blockingDuration } of list.getEntries())
      measured.longFrames.push({ duration, blocked: blockingDuration })
  }).observe({ type: 'long-animation-frame', buffered: true })
  new MutationObserver((_, observer) => {
    if (document.querySelector('[data-row-link], h1') === null) return
    if (measured.rows === 0 && document.querySelector('[data-row-link]') !== null) {
      measured.rows = performance.now()
      observer.disconnect()
    }
  }).observe(document, { childList: true, subtree: true })
`

export interface Measured {
  /** When the largest piece of content was painted, in ms from the navigation. */
  readonly lcp: number
  /** Cumulative Layout Shift: how much of the viewport moved, and how far, while nobody touched anything. */
  readonly moved: number
  /** Total Blocking Time: what tasks took beyond 50 ms each, after the first content was painted, in ms. */
  readonly blocked: number
  /** When the first row of a list was there; 0 on a page without one. */
  readonly rows: number
  /** Of each key: from its being pressed to the next paint, in ms; what took less than 16 ms is not listed. */
  readonly events: readonly number[]
  readonly longFrames: readonly LongFrame[]
}

/** A frame of more than 50 ms. */
export interface LongFrame {
  /** With the time in which the page's own work was done and the browser still drew, in ms. */
  readonly duration: number
  /** For how long beyond 50 ms the page's own work let nothing else happen, in ms. */
  readonly blocked: number
}

export async function watch(page: Page): Promise<void> {
  await page.addInitScript(watching)
}

/** Opens pages as for somebody who has dismissed the tour, and as they are where Amazon is real: there is none. */
export async function endTour(page: Page): Promise<void> {
  await page.addInitScript(`localStorage.setItem('ordersync-tour', '"over"')`)
}

export function read(page: Page): Promise<Measured> {
  return page.evaluate<Measured>('measured')
}

/** Forgets what was measured while the page was loaded. */
export async function forget(page: Page): Promise<void> {
  await page.evaluate('Object.assign(measured, { events: [], longFrames: [] })')
}

/** Makes the browser as slow as a machine that is `times` slower, and lets it keep nothing. */
export async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.enable')
  await session.send('Network.setCacheDisabled', { cacheDisabled: true })
  await session.send('Emulation.setCPUThrottlingRate', { rate: times })
}

/** Turns the wheel as somebody in a hurry does. */
export async function scroll(page: Page, steps: number, pixels: number): Promise<void> {
  await page.mouse.move(700, 500)
  for (let step = 0; step < steps; step += 1) {
    await page.mouse.wheel(0, pixels)
    await page.waitForTimeout(16)
  }
  await page.waitForTimeout(300)
}

/** A page without a script: a paragraph, a field, and rows that do nothing. */
export function barePage(rows: number): string {
  return `<!doctype html><title>Bare</title><p style="font: 16px sans-serif">Nothing happens on this page, and all of it
    is there at once.</p><input type="search" aria-label="Search">${bareTable(rows)}`
}

const bareTable = (rows: number): string =>
  `<table style="width: 100%; table-layout: fixed; font: 13px sans-serif">${`<tr style="height: 70px">${'<td>Seller of many<br>bulk</td>'.repeat(8)}</tr>`.repeat(rows)}</table>`

/**
 * The same number of rows, of as much text, in a table that does nothing: what this browser needs to draw what passes. A
 * browser without a graphics card paints with the processor, and its frames are long whatever a page does.
 */
export async function showBareRows(page: Page, rows: number): Promise<void> {
  await page.evaluate(`document.body.innerHTML = ${JSON.stringify(bareTable(rows))}`)
}

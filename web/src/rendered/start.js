/**
 * What runs in a page that the server rendered before it is painted. The dashboard begins afterwards: the page can be read
 * meanwhile, and on a slow machine the beginning is a second of work.
 */

// The colours are those that this browser wants now. Mantine keeps the choice there.
const wanted = localStorage.getItem('mantine-color-scheme-value')
const preferred = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
document.documentElement.dataset.mantineColorScheme = /^(dark|light)$/.test(wanted) ? wanted : preferred

// What comes after the `#` is sent to no server: this page is about to be another.
if (location.hash.startsWith('#token=')) document.getElementById('root').replaceChildren()

// Whatever somebody does meanwhile is done when there is a dashboard to do it (`early.ts`); links lead on by themselves.
const noted = []
const ending = new AbortController()
const note = (event) => {
  if (event.type === 'click' && event.target.closest('a[href]') !== null) return
  event.preventDefault()
  noted.push(event)
}
for (const type of ['click', 'submit']) {
  document.addEventListener(type, note, { capture: true, signal: ending.signal })
}
globalThis.early = { noted, end: () => ending.abort() }

// The document names the dashboard's own scripts as preloads, which are not run.
function start() {
  for (const { href } of document.querySelectorAll('link[rel="modulepreload"]')) import(href)
}

// On the screen, not only on its way there: the dashboard's beginning would take the processor from the painting. A page that
// nobody looks at is not painted, and not every browser tells: those begin at once or by the clock. A second call changes nothing.
if (document.visibilityState === 'hidden') start()
else {
  new PerformanceObserver(start).observe({ type: 'paint', buffered: true })
  setTimeout(start, 1000)
}

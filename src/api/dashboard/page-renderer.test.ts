import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { strangersBrowser } from './browser-state.ts'
import { PageRenderer, type Rendering } from './page-renderer.ts'

/** Does with an address what it says, and tells what it was left by the page before. */
const script = `
  let left = 'nothing'
  globalThis.renderPage = async ({ address, browser }, ask) => {
    const found = left + '; ' + (globalThis.kept ?? 'nothing')
    left = globalThis.kept = address
    if (address === '/throws') throw new Error('a component is broken')
    if (address === '/ends') setTimeout(() => { throw new Error('nobody catches this') })
    if (/^.(ends|waits)$/.test(address)) await new Promise(() => {})
    if (address === '/much') ask('/api/v1/much')
    if (/^.(much|slow)$/.test(address)) await new Promise((resolve) => setTimeout(resolve, address === '/much' ? 100 : 400))
    if (address === '/late') await new Promise((resolve) => setTimeout(resolve, 1500))
    const hour = new Date('2026-01-01T12:00:00Z').getHours()
    const answer = address === '/asks' ? (await ask('/api/v1/orders')).body : ''
    return { html: [found, hour, typeof process, answer].join(' | '), page: JSON.stringify(address) }
  }`

let folder: string
let file: string
let failures: string[]
let renderer: PageRenderer
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ordersync-renderer-'))
  file = join(folder, 'main.js')
  await writeFile(file, script)
  failures = []
  renderer = new PageRenderer(file, ({ message }) => failures.push(message), 0)
})
afterAll(async () => {
  renderer.close()
  await rm(folder, { recursive: true })
})

const facts = { amazon: 'real', oidc: 'none', session: 'brought' }

function render(address: string, timeZone = 'UTC'): Promise<Rendering | null> {
  const browser = { ...strangersBrowser('en'), timeZone }
  return renderer.render({ address, browser, facts }, async (path) => ({
    status: 200,
    body: path === '/api/v1/much' ? 'much '.repeat(200_000) : `of ${path}`,
  }))
}

/** A machine that is busy may be late for a page. */
async function renderInTime(address: string, timeZone?: string): Promise<string> {
  for (;;) {
    const rendering = await render(address, timeZone)
    if (rendering !== null) return rendering.html
    await delay(50)
  }
}

test('a page finds nothing of the page before, has the time of its browser, and asks for what it shows', async () => {
  expect(await renderInTime('/first', 'Asia/Tokyo')).toBe('nothing; nothing | 21 | undefined | ')
  expect(await renderInTime('/asks', 'America/Los_Angeles')).toBe(
    'nothing; nothing | 4 | undefined | of /api/v1/orders',
  )
  expect(failures).toEqual([])
})

test('a page that fails, or takes the process with it, is left to the browser; the next one is rendered', async () => {
  expect(await render('/throws')).toBeNull()
  expect(failures.pop()).toContain('a component is broken')
  expect(await renderInTime('/next')).toContain('nothing')
  expect(await render('/ends')).toBeNull()
  await expect.poll(() => failures.pop()).toContain('ended')
  expect(await renderInTime('/next')).toContain('nothing')
})

test('a page with more answers than a document holds is left to the browser, and is not taken for the one after it', async () => {
  await renderInTime('/next')
  const [much, slow] = await Promise.all([render('/much'), render('/slow')])
  expect(much).toBeNull()
  expect(slow?.page).toBe('"/slow"')
  expect(failures).toEqual([])
})

test('a process that cannot be kept is left alone for a while, and nobody waits for it', async () => {
  const broken = join(folder, 'broken.js')
  await writeFile(broken, 'throw new Error("this build is broken")')
  const resting = new PageRenderer(broken, ({ message }) => failures.push(message))
  const page = { address: '/next', browser: strangersBrowser('en'), facts }
  expect(await resting.render(page, () => Promise.reject(new Error('asked')))).toBeNull()
  await expect.poll(() => failures.pop()).toBeDefined()
  expect(await resting.render(page, () => Promise.reject(new Error('asked')))).toBeNull()
  expect(failures).toEqual([])
})

test('nobody waits for a page that is late, nor behind a crowd', async () => {
  await renderInTime('/next')
  const startedAt = performance.now()
  const [late, ...crowd] = await Promise.all([
    render('/late'),
    ...Array.from({ length: 9 }, () => render('/next')),
  ])
  expect(late).toBeNull()
  expect(performance.now() - startedAt).toBeLessThan(1500)
  expect(crowd.at(-1)).toBeNull()
  expect(await renderInTime('/next')).toContain('nothing')
})

test('another build is rendered as soon as it is there; without a build every page is left to the browser', async () => {
  await writeFile(file, script.replace("'nothing'", "'the new build'"))
  await utimes(file, new Date(), new Date(Date.now() + 5000))
  expect(await renderInTime('/next')).toContain('the new build')
  const unbuilt = new PageRenderer(join(folder, 'nowhere.js'), ({ message }) => failures.push(message))
  const page = { address: '/next', browser: strangersBrowser('en'), facts }
  expect(await unbuilt.render(page, () => Promise.reject(new Error('asked')))).toBeNull()
  expect(failures).toEqual([])
})

import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const processes: ChildProcess[] = []
afterEach(() => {
  for (const child of processes.splice(0)) child.kill('SIGKILL')
})

async function start(...options: string[]): Promise<{ child: ChildProcess; url: string }> {
  const script = fileURLToPath(new URL('./standalone.ts', import.meta.url))
  const child = spawn(process.execPath, [script, ...options], { stdio: ['ignore', 'pipe', 'inherit'] })
  processes.push(child)
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  return { child, url: JSON.parse(line).url }
}

test('a simulator killed with kill -9 comes back into the same world', async () => {
  const realStart = new Date().toISOString()
  const times = ['--simulated-start', '2026-08-01T12:00:00Z', '--real-start', realStart]
  const options = ['--fleet', 'chaos', '--tenants', '2', '--seed', 'x', '--speed', '0', ...times]
  const truthOf = async (url: string) => (await fetch(`${url}/simulator/truth`)).text()
  const first = await start(...options)
  const before = await truthOf(first.url)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  const second = await start(...options, '--port', new URL(first.url).port)
  expect(second.url).toBe(first.url)
  expect(await truthOf(second.url)).toBe(before)
  expect(before.split('\n').length).toBeGreaterThan(100)
})

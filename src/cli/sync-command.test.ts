import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { main } from './main.ts'

/** Runs `ordersync sync --global` against a server that takes the request, and then answers as it is told, one after the other. */
async function syncAgainst(answers: RequestListener[]): Promise<{ status: number; errors: string }> {
  const server = createServer((request, response) => {
    if (request.method === 'POST') response.writeHead(202).end(JSON.stringify({ runId: 'req_1' }))
    else answers.shift()?.(request, response)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const env = {
    ORDERSYNC_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    ORDERSYNC_API_KEY: 'osk_x',
  }
  let errors = ''
  const status = await main(['node', 'ordersync', 'sync', '--global', '--json'], env, {
    write: () => {},
    writeError: (text) => {
      errors += text
    },
  })
  server.closeAllConnections()
  server.close()
  return { status, errors }
}

const cut: RequestListener = (request) => request.socket.destroy()
const breakOff: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-length': 1000 }).write('{"succ')
  setImmediate(() => response.destroy())
}
const badGateway: RequestListener = (_request, response) =>
  response.writeHead(502).end('<h1>Bad Gateway</h1>')
const unavailable: RequestListener = (_request, response) => response.writeHead(503).end('{}')
const succeed: RequestListener = (_request, response) => response.end(JSON.stringify({ success: true }))
const forbid: RequestListener = (_request, response) =>
  response.writeHead(403).end(JSON.stringify({ code: 'forbidden' }))

test('a sync is waited for while an API process is replaced: connections cut, a proxy without its server, no database', async () => {
  expect(await syncAgainst([cut, breakOff, badGateway, unavailable, succeed])).toEqual({
    status: 0,
    errors: '',
  })
})

test('a refusal ends the wait at once', async () => {
  expect(await syncAgainst([forbid, succeed])).toMatchObject({
    status: 1,
    errors: expect.stringContaining('forbidden'),
  })
})

import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createServer as createHttpsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { selfSigned } from '../../test/self-signed.ts'
import { createPoster, type PosterOptions } from './post.ts'

const closers: (() => void)[] = []
afterAll(() => {
  for (const close of closers) close()
})

async function serve(answer: RequestListener, secure = false): Promise<number> {
  const server = secure ? createHttpsServer(selfSigned, answer) : createHttpServer(answer)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closers.push(() => {
    server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

async function post(url: string, options: Partial<PosterOptions> = {}) {
  const poster = createPoster({
    userAgent: 'Ordersync/test',
    allowPrivate: true,
    totalTimeoutMs: 1000,
    ...options,
  })
  try {
    return await poster.post(url, {}, '{"a":1}')
  } finally {
    await poster.close()
  }
}

test('what a receiver answers is kept, short and without control characters', async () => {
  const port = await serve(
    (_request, response) => void response.end(`\u0000done\u001b[31m\n${'x'.repeat(1000)}`),
  )
  const result = await post(`http://127.0.0.1:${port}/`)
  expect(result).toMatchObject({ ok: true, status: 200, error: null })
  expect(result.text).toMatch(/^done \[31m x+$/)
  expect(result.text?.length).toBeLessThanOrEqual(500)
})

test('a redirect is a failure and is not followed', async () => {
  let asked = 0
  const port = await serve((request, response) => {
    asked += 1
    response.writeHead(307, { location: `http://127.0.0.1:${request.socket.localPort}/inside` }).end()
  })
  expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({
    ok: false,
    status: 307,
    error: expect.stringContaining('redirects are not followed'),
  })
  expect(asked).toBe(1)
})

test('a receiver that does not answer costs the time limit and no more', async () => {
  const port = await serve(() => {})
  const result = await post(`http://127.0.0.1:${port}/`)
  expect(result).toMatchObject({ ok: false, status: null, error: 'No answer within 1 seconds.' })
  expect(result.durationMs).toBeLessThan(3000)
})

test('a body that trickles in or never ends is given up; the status counts', async () => {
  const closed = { slow: false, huge: false }
  const slow = await serve((_request, response) => {
    response.writeHead(200)
    const timer = setInterval(() => response.write('.'), 50)
    response.once('close', () => {
      clearInterval(timer)
      closed.slow = true
    })
  })
  const huge = await serve((_request, response) => {
    response.writeHead(500)
    response.once('close', () => {
      closed.huge = true
    })
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536)));
      if (!response.destroyed) response.once('drain', more)
    }
    more()
  })
  const slowResult = await post(`http://127.0.0.1:${slow}/`)
  expect(slowResult).toMatchObject({ ok: true, status: 200, text: expect.stringMatching(/^\.+$/) })
  expect(slowResult.durationMs).toBeLessThan(3000)
  expect(await post(`http://127.0.0.1:${huge}/`)).toMatchObject({
    ok: false,
    status: 500,
    text: 'x'.repeat(500),
  })
  await expect.poll(() => closed).toEqual({ slow: true, huge: true })
})

test('a certificate that nobody trusts is a failure that says so', async () => {
  let asked = 0
  const port = await serve(() => {
    asked += 1
  }, true)
  expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({
    ok: false,
    status: null,
    error: expect.stringMatching(/certificate cannot be trusted \(.*SELF_SIGNED/),
  })
  expect(asked).toBe(0)
})

test('a port where nobody listens is a failure that says so', async () => {
  expect(await post('http://127.0.0.1:9/')).toMatchObject({
    ok: false,
    error: 'The receiver cannot be reached (ECONNREFUSED).',
  })
})

test('a name that leads to a private address is refused when connecting, whatever it led to before', async () => {
  let asked = 0
  const port = await serve((_request, response) => {
    asked += 1
    response.end()
  }, true)
  const answers = [
    ['127.0.0.1'],
    ['93.184.215.14', '10.0.0.1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::7f00:1'],
    ['fd00::1'],
  ]
  for (const addresses of answers) {
    const result = await post(`https://rebind.example.com:${port}/`, {
      allowPrivate: false,
      resolve: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    })
    expect(result).toMatchObject({ ok: false, status: null, error: expect.stringContaining('not public') })
  }
  for (const url of [`https://127.0.0.1:${port}/`, `https://2130706433:${port}/`, `https://[::1]:${port}/`]) {
    expect(await post(url, { allowPrivate: false })).toMatchObject({
      ok: false,
      error: expect.stringContaining('not a public'),
    })
  }
  expect(asked).toBe(0)
})

test('the connection goes to the address that was checked', async () => {
  const port = await serve((request, response) => void response.end(`host ${request.headers.host}`))
  const asked: string[] = []
  const result = await post(`http://hooks.example.com:${port}/`, {
    resolve: async (host) => {
      asked.push(host)
      return [{ address: '127.0.0.1', family: 4 }]
    },
  })
  expect(result).toMatchObject({ ok: true, text: `host hooks.example.com:${port}` })
  expect(asked).toEqual(['hooks.example.com'])
})

test('a proxy in the environment is not used', async () => {
  let proxied = 0
  const proxy = await serve(() => {
    proxied += 1
  })
  const port = await serve((_request, response) => void response.end('direct'))
  const before = process.env.HTTP_PROXY
  process.env.HTTP_PROXY = `http://127.0.0.1:${proxy}`
  try {
    expect(await post(`http://127.0.0.1:${port}/`)).toMatchObject({ ok: true, text: 'direct' })
  } finally {
    if (before === undefined) delete process.env.HTTP_PROXY
    else process.env.HTTP_PROXY = before
  }
  expect(proxied).toBe(0)
})

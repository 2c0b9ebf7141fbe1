import { inspect } from 'node:util'
import { expect, test } from 'vitest'
import { ConfigError, readConfig } from './config.ts'

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}

test('without settings everything is local and Amazon is simulated', () => {
  expect(readConfig({})).toMatchObject({
    databaseUrl: null,
    migrationDatabaseUrl: null,
    amazon: null,
    host: '127.0.0.1',
    port: 3000,
    dataDir: '.ordersync',
    logLevel: null,
  })
})

test('every wrong setting is named at once, with what to set', () => {
  const problems = problemsOf({
    DATABASE_URL: 'mysql://localhost/x',
    PORT: '70000',
    LOG_LEVEL: 'loud',
    ORDERSYNC_MASTER_KEY: 'short',
    ORDERSYNC_ADMIN_KEY: 'short',
    AMAZON_CLIENT_ID: 'only the id',
    AMAZON_SPAPI_URL_EU: 'http://example.com',
    WORKER_CONCURRENCY: '-1',
    GLOBAL_SYNC_BATCH_SIZE: '5.5',
    SIMULATED_CLOCK: 'fast',
    PUBLIC_URL: 'http://orders.example.com',
    AMAZON_APPLICATION_ID: 'amzn1.application-oa2-client.x',
    AMAZON_APPLICATION_DRAFT: 'maybe',
    AMAZON_SELLER_CENTRAL_URL: 'https://example.com/path',
  })
  for (const name of [
    'DATABASE_URL',
    'PORT',
    'LOG_LEVEL',
    'ORDERSYNC_MASTER_KEY',
    'ORDERSYNC_ADMIN_KEY',
    'AMAZON_CLIENT_SECRET',
    'AMAZON_SPAPI_URL_EU',
    'WORKER_CONCURRENCY',
    'GLOBAL_SYNC_BATCH_SIZE',
    'SIMULATED_CLOCK',
    'PUBLIC_URL',
    'AMAZON_APPLICATION_ID',
    'AMAZON_APPLICATION_DRAFT',
    'AMAZON_SELLER_CENTRAL_URL',
  ]) {
    expect(
      problems.filter((problem) => problem.includes(name)),
      name,
    ).toHaveLength(1)
  }
})

test('http is allowed for Amazon on loopback only', () => {
  const amazon = { AMAZON_CLIENT_ID: 'id', AMAZON_CLIENT_SECRET: 'secret' }
  expect(problemsOf({ ...amazon, AMAZON_LWA_URL: 'http://127.0.0.1:9000/auth' })).toEqual([])
  for (const url of ['http://10.0.0.1/', 'http://localhost.example.com/', 'ftp://127.0.0.1/', 'nonsense']) {
    expect(problemsOf({ ...amazon, AMAZON_LWA_URL: url }), url).toHaveLength(1)
  }
})

test('the public address is https, or loopback, and has no slash at its end', () => {
  expect(readConfig({ PORT: '8080' }).publicUrl).toBe('http://127.0.0.1:8080')
  expect(readConfig({ PUBLIC_URL: 'https://orders.example.com/' }).publicUrl).toBe(
    'https://orders.example.com',
  )
  expect(readConfig({ PUBLIC_URL: 'http://localhost:3000' }).publicUrl).toBe('http://localhost:3000')
  for (const url of [
    'http://10.0.0.1',
    'https://a.example/path',
    'https://u:p@a.example',
    'ftp://a.example',
  ]) {
    expect(problemsOf({ PUBLIC_URL: url }), url).toHaveLength(1)
  }
})

test('time passes faster only in a simulation', () => {
  const clock = { SIMULATED_CLOCK: '2026-01-01T00:00:00Z/2026-01-01T00:00:00Z/60' }
  expect(readConfig(clock).simulatedClock).toMatchObject({ speed: 60 })
  expect(problemsOf({ ...clock, AMAZON_CLIENT_ID: 'id', AMAZON_CLIENT_SECRET: 'secret' })).toEqual([
    expect.stringMatching(/loopback/),
  ])
})

test('blank settings count as unset, and secrets do not print', () => {
  const config = readConfig({
    PORT: ' ',
    AMAZON_CLIENT_ID: 'id',
    AMAZON_CLIENT_SECRET: 'planted-secret',
    ORDERSYNC_ADMIN_KEY: 'planted-admin-key-0123456789',
  })
  expect(config.port).toBe(3000)
  expect(`${inspect(config, { depth: 9 })} ${JSON.stringify(config)}`).not.toContain('planted')
})

test('the identity provider needs what makes sense together, and says what is missing', () => {
  const issuer = { OIDC_ISSUER: 'https://id.example' }
  expect(problemsOf(issuer)).toEqual([expect.stringContaining('OIDC_AUDIENCE')])
  expect(problemsOf({ OIDC_AUDIENCE: 'x' })).toEqual([expect.stringContaining('OIDC_ISSUER')])
  expect(problemsOf({ ...issuer, OIDC_CLIENT_ID: 'x' }).join()).toContain('OIDC_CLIENT_SECRET')
  const client = { ...issuer, OIDC_CLIENT_ID: 'x', OIDC_CLIENT_SECRET: 'planted-secret' }
  expect(problemsOf(client)).toEqual([])
  expect(problemsOf({ ...issuer, OIDC_AUDIENCE: 'x', OIDC_ROLE_MAP: 'admins=king' })).toEqual([
    expect.stringContaining('admins=king'),
  ])
  expect(problemsOf({ OIDC_ISSUER: 'http://id.example', OIDC_AUDIENCE: 'x' }).join()).toContain('https')
  const config = readConfig({
    ...client,
    PUBLIC_URL: 'https://orders.example/',
    OIDC_ROLE_MAP: 'ops = operator, cn=support=tenant_reader+buyers',
  })
  expect(config.publicUrl).toBe('https://orders.example')
  expect([...(config.oidc?.roles ?? [])]).toEqual([
    ['ops', { role: 'operator', canReadBuyers: false }],
    ['cn=support', { role: 'tenant_reader', canReadBuyers: true }],
  ])
  expect(`${inspect(config, { depth: 9 })} ${JSON.stringify(config)}`).not.toContain('planted')
})

test('proxies are addresses or networks, other sites are origins, and nothing else', () => {
  const config = readConfig({
    TRUSTED_PROXIES: '10.0.0.0/8, ::1,192.0.2.1',
    CORS_ORIGINS: 'https://shop.example,http://localhost:5173',
  })
  expect(config.edge.trustedProxies).toEqual(['10.0.0.0/8', '::1', '192.0.2.1'])
  expect(config.edge.corsOrigins).toEqual(['https://shop.example', 'http://localhost:5173'])
  for (const proxies of ['*', 'true', '10.0.0.0/33', 'proxy.example', '10.0.0.1/8/8'])
    expect(problemsOf({ TRUSTED_PROXIES: proxies }), proxies).toHaveLength(1)
  for (const origin of ['*', 'null', 'https://shop.example/', 'shop.example', 'file:///x'])
    expect(problemsOf({ CORS_ORIGINS: origin }), origin).toHaveLength(1)
  for (const url of ['https://orders.example/path', 'orders.example', 'ftp://orders.example'])
    expect(problemsOf({ PUBLIC_URL: url }), url).toHaveLength(1)
})

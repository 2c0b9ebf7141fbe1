import { constants, existsSync, statSync } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, resolve } from 'node:path'
import type { Config } from '../../runtime/config.ts'
import { type Finding, ok, problem, warning } from './finding.ts'

const megabyte = 1024 * 1024

/** Whether the data folder can be written and has room. Looks only. */
export async function checkDisk(dataDir: string): Promise<Finding> {
  const folder = nearestFolder(resolve(dataDir))
  try {
    await access(folder, constants.W_OK | constants.X_OK)
    const { bavail, bsize, blocks } = await statfs(folder)
    // A file, or a place such as /proc that has no room at all.
    if (blocks === 0 || !statSync(folder).isDirectory()) return notWritable(dataDir, 'ENOTDIR')
    const free = Math.floor((bavail * bsize) / megabyte)
    if (free < 100)
      return problem(
        'disk',
        `Only ${free} MB are free where DATA_DIR is (${folder}): make room, PostgreSQL stops without it.`,
      )
    if (free < 2000)
      return warning(
        'disk',
        `${free} MB are free where DATA_DIR is (${folder}): a year of a large seller needs more.`,
      )
    return ok('disk', `${folder} can be written; ${Math.floor(free / 1024)} GB are free.`)
  } catch (error) {
    return notWritable(dataDir, (error as NodeJS.ErrnoException).code)
  }
}

function notWritable(dataDir: string, code: string | undefined): Finding {
  return problem(
    'disk',
    `DATA_DIR (${dataDir}) cannot be written (${code}): set DATA_DIR to a folder that this user may write.`,
  )
}

/** The folder itself, or the one in which it would be made. */
function nearestFolder(folder: string): string {
  return existsSync(folder) || folder === dirname(folder) ? folder : nearestFolder(dirname(folder))
}

/** Whether the API could listen, or listens already. */
export async function checkPort(
  { host, port }: Pick<Config, 'host' | 'port'>,
  ownUrl: string | null,
): Promise<Finding> {
  if (ownUrl !== null && (await answersHealth(ownUrl))) return ok('port', `Ordersync answers at ${ownUrl}.`)
  const code = await tryToListen(host, port)
  if (code === null) return ok('port', `${host}:${port} is free.`)
  if (code === 'EADDRINUSE') {
    return (await answersHealth(`http://${host}:${port}`))
      ? ok('port', `An Ordersync answers at ${host}:${port}.`)
      : problem(
          'port',
          `Port ${port} of ${host} is in use by another program: stop that, or set PORT to another one.`,
        )
  }
  return problem(
    'port',
    `Nothing can listen at ${host}:${port} (${code}): set HOST and PORT to an address of this machine.`,
  )
}

function tryToListen(host: string, port: number): Promise<string | null> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => done(error.code ?? error.message))
    probe.listen({ host, port, exclusive: true }, () => probe.close(() => done(null)))
  })
}

async function answersHealth(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`, { signal: AbortSignal.timeout(3000) })
    .then(
      async (response) => response.ok && ((await response.json()) as { alive?: unknown }).alive === true,
      () => false,
    )
    .catch(() => false)
}

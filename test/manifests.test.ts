import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { IDeploymentSpec } from 'kubernetes-models/apps/v1'
import { expect, test } from 'vitest'
import { checkCompose } from '../scripts/manifests/compose.ts'
import { checkPods } from '../scripts/manifests/pods.ts'
import { checkReferences } from '../scripts/manifests/references.ts'
import { render } from '../scripts/manifests/render.ts'
import { nameOf, podTemplateOf, type Resource } from '../scripts/manifests/resource.ts'
import { checkSchemas } from '../scripts/manifests/schemas.ts'
import { checkCommand, checkSettings, knownSettings } from '../scripts/manifests/settings.ts'
import { checkSystemd } from '../scripts/manifests/systemd.ts'
import { renderAll } from '../scripts/validate-manifests.ts'

/** `npm run check` finds our manifests in order; here it is shown that it would find them otherwise. */

const resources = renderAll()

/** All of them, with one changed. */
function changed(name: string, change: (resource: Resource) => void): readonly Resource[] {
  const copies = structuredClone(resources)
  const found = copies.find((resource) => nameOf(resource) === name)
  if (found === undefined) throw new Error(`there is no ${name}`)
  change(found)
  return copies
}

const podOf = (resource: Resource) => {
  const template = podTemplateOf(resource)
  const container = template?.spec.containers[0]
  if (template === null || container === undefined) throw new Error('it has no pods')
  return { template, spec: template.spec, container }
}

const api = 'Deployment/ordersync-api'
const worker = 'Deployment/ordersync-worker'

test.each<[string, RegExp, readonly Resource[]]>([
  ['a root user', /runAsNonRoot/, changed(api, (r) => void delete podOf(r).spec.securityContext)],
  [
    'files that can be written',
    /readOnlyRootFilesystem/,
    changed(api, (r) => void delete podOf(r).container.securityContext),
  ],
  ['no limits', /resources/, changed(worker, (r) => void delete podOf(r).container.resources)],
  ['no probe', /livenessProbe/, changed(worker, (r) => void delete podOf(r).container.livenessProbe)],
  [
    'whatever image is latest',
    /version by tag/,
    changed(api, (r) => (podOf(r).container.image = 'ordersync:latest')),
  ],
  [
    'less time to stop than a stop takes',
    /at least 35/,
    changed(api, (r) => (podOf(r).spec.terminationGracePeriodSeconds = 30)),
  ],
])('pods with %s are found', (_name, problem, all) => {
  expect(checkPods(all).join('\n')).toMatch(problem)
})

test.each<[string, RegExp, readonly Resource[]]>([
  [
    'a secret that nobody describes',
    /secret \w+ is not described/,
    changed(api, (r) => (podOf(r).container.envFrom = [{ secretRef: { name: 'other' } }])),
  ],
  ['a service without pods', /no such port/, changed(api, (r) => (podOf(r).container.ports = []))],
  [
    'pods that no policy protects',
    /no network policy/,
    changed('NetworkPolicy/ordersync', (r) =>
      Object.assign(r.spec as object, { podSelector: { matchLabels: { a: 'b' } } }),
    ),
  ],
  [
    'a selector that finds nothing',
    /finds no pod/,
    changed(worker, (r) => ((r.spec as IDeploymentSpec).selector.matchLabels = { a: 'b' })),
  ],
])('names that lead nowhere are found: %s', (_name, problem, all) => {
  expect(checkReferences(all).join('\n')).toMatch(problem)
})

test.each<[string, RegExp, readonly Resource[]]>([
  [
    'a variable that nothing reads',
    /nothing reads PROBEPORT/,
    changed(worker, (r) => (podOf(r).container.env = [{ name: 'PROBEPORT', value: '1' }])),
  ],
  [
    'a value that the product refuses',
    /PORT must be a whole number/,
    changed('ConfigMap/ordersync-settings', (r) => Object.assign(r.data as object, { PORT: 'http' })),
  ],
  [
    'a command that is not there',
    /no command "work"/,
    changed(worker, (r) => (podOf(r).container.args = ['work'])),
  ],
])('settings and commands are held against the product: %s', (_name, problem, all) => {
  expect(checkSettings(all).join('\n')).toMatch(problem)
})

test('an overlay of one’s own with the schedule among its resources runs its own image everywhere', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'ordersync-overlay-'))
  await cp(join(import.meta.dirname, '../deploy/k8s'), folder, { recursive: true })
  const overlay = join(folder, 'overlays/production')
  const file = join(overlay, 'kustomization.yaml')
  await writeFile(
    file,
    (await readFile(file, 'utf8')).replace('registry.example.com', 'registry.of-mine.example'),
  )
  const images = render(overlay, ['../external-schedule']).flatMap((resource) =>
    (podTemplateOf(resource)?.spec.containers ?? []).map(({ image }) => image),
  )
  await rm(folder, { recursive: true })
  expect(images).toHaveLength(5)
  expect(new Set(images)).toEqual(new Set(['registry.of-mine.example/ordersync:0.1.0']))
})

test('a command is one of the command line, with options that it has', () => {
  expect(checkCommand(['sync', '--global', '--json'])).toEqual([])
  expect(checkCommand(['sync', '--globally'])).toHaveLength(1)
  expect(checkCommand(['backfill'])).toHaveLength(1)
  expect(knownSettings().size).toBeGreaterThan(30)
})

test('the form is that of Kubernetes: no wrong type, no missing field, no field that it does not know', () => {
  const wrong = structuredClone(resources).map((resource) => {
    if (nameOf(resource) === api) Object.assign(podOf(resource).container, { readinesProbe: {} })
    if (nameOf(resource) === worker)
      Object.assign(podOf(resource).spec, { terminationGracePeriodSeconds: 'long' })
    if (nameOf(resource) === 'CronJob/amazon-orders-sync')
      delete (resource.spec as { schedule?: string }).schedule
    return resource
  })
  const problems = checkSchemas(wrong).join('\n')
  expect(problems).toMatch(/ordersync-api: .*readinesProbe/)
  expect(problems).toMatch(/ordersync-worker: .*terminationGracePeriodSeconds/)
  expect(problems).toMatch(/amazon-orders-sync: .*schedule/)
  expect(checkSchemas([{ apiVersion: 'v1', kind: 'Pot', metadata: { name: 'x' } }])).toEqual(
    expect.arrayContaining([expect.stringContaining('no schema')]),
  )
})

/** What is said of a copy of deploy/ with one file changed. */
async function judge(
  check: (root: string) => readonly string[],
  file: string,
  from: string,
  to: string,
): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'ordersync-deploy-'))
  const copy = join(root, 'deploy', file)
  await cp(join(import.meta.dirname, '../deploy'), join(root, 'deploy'), { recursive: true })
  expect(check(root)).toEqual([])
  await writeFile(copy, (await readFile(copy, 'utf8')).replace(from, to))
  const problems = check(root)
  await rm(root, { recursive: true })
  return problems.join('\n')
}

test('a unit that goes down with the migration, or has a user of its own for the shared folder, is found', async () => {
  const unit = 'systemd/ordersync-api.service'
  const wants = 'Wants=network-online.target ordersync-migrate.service'
  expect(await judge(checkSystemd, unit, wants, `Requires=ordersync-migrate.service`)).toMatch(
    /\[Unit\] Requires is not known/,
  )
  expect(await judge(checkSystemd, unit, 'User=ordersync\n', '')).toMatch(/must name the same User/)
})

test('a PostgreSQL that is called ready before its database is set up is found', async () => {
  expect(await judge(checkCompose, 'compose.yaml', 'pg_isready -h 127.0.0.1', 'pg_isready')).toMatch(
    /must ask by TCP/,
  )
})

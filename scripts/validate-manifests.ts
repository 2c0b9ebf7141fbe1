import { join } from 'node:path'
import { checkCompose } from './manifests/compose.ts'
import { checkPods } from './manifests/pods.ts'
import { checkPrometheusRules, writePrometheusRules } from './manifests/prometheus-rules.ts'
import { checkReferences } from './manifests/references.ts'
import { render } from './manifests/render.ts'
import type { Resource } from './manifests/resource.ts'
import { checkSchemas } from './manifests/schemas.ts'
import { checkSettings } from './manifests/settings.ts'
import { checkSystemd } from './manifests/systemd.ts'

const root = join(import.meta.dirname, '..')

/** What `kubectl apply -k` sends of the production overlay with the external schedule among its resources. */
export function renderAll(): readonly Resource[] {
  return render(join(root, 'deploy/k8s/overlays/production'), ['../external-schedule'])
}

/** Everything that is wrong with resources: form, safety, names that lead nowhere, settings and commands. */
export function checkResources(resources: readonly Resource[]): readonly string[] {
  return [
    ...checkSchemas(resources),
    ...checkPods(resources),
    ...checkReferences(resources),
    ...checkSettings(resources),
  ]
}

function main(): number {
  if (process.argv.includes('--write')) writePrometheusRules(root)
  const resources = renderAll()
  const problems = [
    ...checkResources(resources),
    ...checkPrometheusRules(root),
    ...checkCompose(root),
    ...checkSystemd(root),
  ]
  for (const problem of problems) process.stderr.write(`${problem}\n`)
  if (problems.length > 0) return 1
  process.stdout.write(
    `Manifests: ${resources.length} Kubernetes resources, compose and systemd are in order.\n`,
  )
  return 0
}

if (import.meta.main) process.exitCode = main()

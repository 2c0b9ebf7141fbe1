import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  PodMonitor,
  PrometheusRule,
  ServiceMonitor,
} from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1'
import { Deployment } from 'kubernetes-models/apps/v1'
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2'
import { CronJob, Job } from 'kubernetes-models/batch/v1'
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, Namespace, Service, ServiceAccount } from 'kubernetes-models/v1'
import { nameOf, type Resource } from './resource.ts'

/** What we use, by apiVersion and kind: the schema of Kubernetes or of the Prometheus operator, and where its type is. */
const schemas = [
  { model: Deployment, module: 'kubernetes-models/apps/v1' },
  { model: HorizontalPodAutoscaler, module: 'kubernetes-models/autoscaling/v2' },
  { model: CronJob, module: 'kubernetes-models/batch/v1' },
  { model: Job, module: 'kubernetes-models/batch/v1' },
  { model: NetworkPolicy, module: 'kubernetes-models/networking.k8s.io/v1' },
  { model: PodDisruptionBudget, module: 'kubernetes-models/policy/v1' },
  { model: ConfigMap, module: 'kubernetes-models/v1' },
  { model: Namespace, module: 'kubernetes-models/v1' },
  { model: Service, module: 'kubernetes-models/v1' },
  { model: ServiceAccount, module: 'kubernetes-models/v1' },
  { model: PodMonitor, module: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1' },
  { model: PrometheusRule, module: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1' },
  { model: ServiceMonitor, module: '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1' },
]

function schemaOf({ apiVersion, kind }: Resource) {
  return schemas.find(({ model }) => {
    const { apiVersion: version, kind: name } = new model({
      metadata: { name: 'x' },
    } as never) as unknown as Resource
    return version === apiVersion && name === kind
  })
}

/** Whether resources have the form that Kubernetes asks for: types, required fields, and no field that it does not know. */
export function checkSchemas(resources: readonly Resource[]): readonly string[] {
  return [...resources.flatMap(checkValues), ...checkFields(resources)]
}

function checkValues(resource: Resource): readonly string[] {
  const schema = schemaOf(resource)
  if (schema === undefined)
    return [`${nameOf(resource)}: no schema of ${resource.apiVersion} ${resource.kind}`]
  try {
    new schema.model(resource as never).validate()
    return []
  } catch (error) {
    return [`${nameOf(resource)}: ${(error as Error).message}`]
  }
}

/**
 * The schemas let unknown fields pass, as an API server does unless it is told to be strict; so the compiler compares the
 * resources, written as literals, with the types.
 */
function checkFields(resources: readonly Resource[]): readonly string[] {
  const folder = join(import.meta.dirname, '../../node_modules/.cache/ordersync', `manifests-${process.pid}`)
  mkdirSync(folder, { recursive: true })
  try {
    const lines = resources.map((resource, index) => {
      const module = schemaOf(resource)?.module
      if (module === undefined) return 'export {}'
      const literal = JSON.stringify(resource).replaceAll(/"([A-Za-z_$][\w$]*)":/g, '$1:')
      return `import type { I${resource.kind} as T${index} } from '${module}'; export const r${index}: T${index} = ${literal}`
    })
    writeFileSync(join(folder, 'resources.ts'), `${lines.join('\n')}\n`)
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(compilerOptions))
    const compiler = join(import.meta.dirname, '../../node_modules/.bin/tsc')
    const { stdout, status } = spawnSync(compiler, ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
    if (status === 0) return []
    const problems = [...stdout.matchAll(/resources\.ts\((\d+),\d+\): error TS\d+: (.+)/g)]
    if (problems.length === 0) return [`the fields could not be compared with the types: ${stdout}`]
    return problems.map(([, line, text]) => `${nameOf(resources[Number(line) - 1] as Resource)}: ${text}`)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const compilerOptions = {
  compilerOptions: {
    noEmit: true,
    strict: true,
    skipLibCheck: true,
    target: 'es2024',
    module: 'nodenext',
    moduleResolution: 'nodenext',
    types: [],
  },
  files: ['resources.ts'],
}

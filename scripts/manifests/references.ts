import type { INetworkPolicySpec } from 'kubernetes-models/networking.k8s.io/v1'
import type { IContainer, IServiceSpec } from 'kubernetes-models/v1'
import { unless } from './pods.ts'
import { nameOf, podTemplateOf, type Resource } from './resource.ts'

/** Secrets that the operator makes, and what is in them: deploy/k8s/base/settings.yaml says so. */
export const secrets: Readonly<Record<string, readonly string[]>> = {
  ordersync: [
    'DATABASE_URL',
    'ORDERSYNC_MASTER_KEY',
    'ORDERSYNC_ADMIN_KEY',
    'METRICS_TOKEN',
    'AMAZON_CLIENT_ID',
    'AMAZON_CLIENT_SECRET',
  ],
  'ordersync-migration': ['MIGRATION_DATABASE_URL'],
  'ordersync-cron': ['ORDERSYNC_API_KEY'],
}

type Labels = Readonly<Record<string, string>>

/** Whether everything that a resource names is there. */
export function checkReferences(resources: readonly Resource[]): readonly string[] {
  const pods = resources.flatMap((resource) => {
    const template = podTemplateOf(resource)
    return template === null ? [] : [{ resource, template, labels: template.metadata?.labels ?? {} }]
  })
  const selects = (selector: Labels | undefined) =>
    pods.filter(({ labels }) => Object.entries(selector ?? {}).every(([key, value]) => labels[key] === value))
  const portsOf = (selector: Labels | undefined) =>
    selects(selector).flatMap(({ template }) => template.spec.containers.flatMap(({ ports }) => ports ?? []))
  const has = (kind: string, name: string | undefined): boolean =>
    resources.some((resource) => resource.kind === kind && resource.metadata.name === name)

  const ofPods = pods.flatMap(({ resource, template }) => {
    const { serviceAccountName, containers } = template.spec
    return [
      ...unless({
        [`service account ${serviceAccountName} is not there`]: has('ServiceAccount', serviceAccountName),
      }),
      ...containers.flatMap((container) => checkSources(container, has)),
    ].map((problem) => `${nameOf(resource)}: ${problem}`)
  })
  const ofOthers = resources.flatMap((resource) =>
    checkOther(resource, { selects, portsOf, has }).map((problem) => `${nameOf(resource)}: ${problem}`),
  )
  const free = pods
    .filter(({ resource }) => !resources.some((policy) => isPolicyOf(policy, resource, selects)))
    .map(({ resource }) => `${nameOf(resource)}: no network policy applies to its pods`)
  return [...ofPods, ...ofOthers, ...free]
}

function checkSources({ envFrom = [], env = [] }: IContainer, has: Lookup['has']): readonly string[] {
  return [
    ...envFrom.flatMap(({ configMapRef, secretRef }) => [
      ...(configMapRef === undefined || has('ConfigMap', configMapRef.name)
        ? []
        : [`config map ${configMapRef.name} is not there`]),
      ...(secretRef === undefined || (secretRef.name ?? '') in secrets
        ? []
        : [`secret ${secretRef.name} is not described`]),
    ]),
    ...env.flatMap(({ valueFrom }) => {
      const ref = valueFrom?.secretKeyRef
      return ref === undefined || secrets[ref.name ?? '']?.includes(ref.key)
        ? []
        : [`secret ${ref.name} has no ${ref.key}`]
    }),
  ]
}

interface Lookup {
  selects(selector: Labels | undefined): readonly unknown[]
  portsOf(selector: Labels | undefined): readonly { readonly name?: string }[]
  has(kind: string, name: string | undefined): boolean
}

interface Selecting {
  readonly selector?: { readonly matchLabels?: Labels }
  readonly scaleTargetRef?: { readonly kind: string; readonly name: string }
  readonly endpoints?: readonly Endpoint[]
  readonly podMetricsEndpoints?: readonly Endpoint[]
}

interface Endpoint {
  readonly port?: string
  readonly path?: string
  readonly authorization?: { readonly credentials?: { readonly name: string; readonly key: string } }
}

function checkOther({ kind, spec }: Resource, { selects, portsOf, has }: Lookup): readonly string[] {
  const { selector, scaleTargetRef, endpoints, podMetricsEndpoints } = (spec ?? {}) as Selecting
  const labels = selector?.matchLabels
  switch (kind) {
    case 'Service': {
      const { selector: own, ports = [] } = spec as IServiceSpec
      const names = portsOf(own).map(({ name }) => name)
      return unless({
        'its pods have no such port': ports.every(({ targetPort }) => names.includes(String(targetPort))),
      })
    }
    case 'Deployment':
    case 'PodDisruptionBudget':
      return unless({ 'its selector finds no pod, or those of several': selects(labels).length === 1 })
    case 'HorizontalPodAutoscaler':
      return unless({ 'what it scales is not there': has(scaleTargetRef?.kind ?? '', scaleTargetRef?.name) })
    case 'PodMonitor':
    case 'ServiceMonitor':
      return [...(endpoints ?? []), ...(podMetricsEndpoints ?? [])].flatMap(
        ({ port, path, authorization }) => {
          const ref = authorization?.credentials
          return unless({
            'its pods have no such port': portsOf(labels).some(({ name }) => name === port),
            'the metrics are at /metrics': path === '/metrics',
            'the metrics open with METRICS_TOKEN only':
              ref !== undefined &&
              secrets[ref.name]?.includes(ref.key) === true &&
              ref.key === 'METRICS_TOKEN',
          })
        },
      )
    default:
      return []
  }
}

function isPolicyOf(
  policy: Resource,
  pods: Resource,
  selects: (labels: Labels | undefined) => readonly { readonly resource: Resource }[],
): boolean {
  if (policy.kind !== 'NetworkPolicy') return false
  const { podSelector } = policy.spec as INetworkPolicySpec
  return selects(podSelector?.matchLabels).some(({ resource }) => resource === pods)
}

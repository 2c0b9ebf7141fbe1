import type { IContainer, IPodSpec } from 'kubernetes-models/v1'
import { stopTimeoutMs } from '../../src/queue/worker.ts'
import { nameOf, podTemplateOf, type Resource } from './resource.ts'

/** What we ask of every pod, beyond what Kubernetes does. */
export function checkPods(resources: readonly Resource[]): readonly string[] {
  return resources.flatMap((resource) => {
    const spec = podTemplateOf(resource)?.spec
    if (spec === undefined) return []
    const isService = resource.kind === 'Deployment'
    const problems = [
      ...checkPod(spec),
      ...spec.containers.flatMap((container) => [
        ...checkContainer(container),
        ...(isService ? checkProbes(container) : []),
      ]),
      ...(isService ? checkDrain(spec) : []),
    ]
    return problems.map((problem) => `${nameOf(resource)}: ${problem}`)
  })
}

function checkPod(spec: IPodSpec): readonly string[] {
  const { securityContext } = spec
  return unless({
    'must run as nobody in particular (runAsNonRoot, runAsUser)':
      securityContext?.runAsNonRoot === true && (securityContext.runAsUser ?? 0) > 0,
    'must have the default seccomp profile': securityContext?.seccompProfile?.type === 'RuntimeDefault',
    'needs no token of the Kubernetes API': spec.automountServiceAccountToken === false,
  })
}

function checkContainer({ image, securityContext, resources }: IContainer): readonly string[] {
  return unless({
    'must not gain rights (allowPrivilegeEscalation, capabilities)':
      securityContext?.allowPrivilegeEscalation === false &&
      securityContext.capabilities?.drop?.includes('ALL') === true,
    'must not write to its own files (readOnlyRootFilesystem)':
      securityContext?.readOnlyRootFilesystem === true,
    'must say what it needs and may take at most (resources)':
      resources?.requests?.cpu !== undefined &&
      resources.requests.memory !== undefined &&
      resources.limits?.memory !== undefined,
    [`"${image}" must name a version by tag or digest`]: /(:(?!latest$)[\w.-]+|@sha256:[0-9a-f]{64})$/.test(
      image ?? '',
    ),
  })
}

function checkProbes(container: IContainer): readonly string[] {
  const ports = (container.ports ?? []).map(({ name }) => name)
  return (['readinessProbe', 'livenessProbe', 'startupProbe'] as const).flatMap((name) => {
    const probe = container[name]?.httpGet
    const path = name === 'readinessProbe' ? '/readyz' : '/healthz'
    return unless({
      [`${name} must ask ${path} at a port that the container has`]:
        probe?.path === path && ports.includes(String(probe.port)),
    })
  })
}

/** Runs end at their next page; a process that is killed before loses nothing, but somebody waits longer. */
function checkDrain({ terminationGracePeriodSeconds, containers }: IPodSpec): readonly string[] {
  const waitSeconds = Math.max(...containers.map(({ lifecycle }) => lifecycle?.preStop?.sleep?.seconds ?? 0))
  const needed = waitSeconds + stopTimeoutMs / 1000 + 10
  return unless({
    [`terminationGracePeriodSeconds must be at least ${needed}`]:
      (terminationGracePeriodSeconds ?? 30) >= needed,
  })
}

/** The sentences whose condition does not hold. */
export function unless(rules: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(rules).flatMap(([sentence, holds]) => (holds ? [] : [sentence]))
}

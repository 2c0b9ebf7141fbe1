import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { readYaml } from './resource.ts'

/** Rules for any Prometheus, and the file that hands the same ones to its operator. */
const pairs = [
  { rules: 'ordersync.rules.yaml', resource: 'production', name: 'ordersync' },
  {
    rules: 'external-schedule.rules.yaml',
    resource: 'external-schedule',
    name: 'ordersync-external-schedule',
  },
]

const fileOf = (root: string, overlay: string): string =>
  join(root, 'deploy/k8s/overlays', overlay, 'prometheus-rule.yaml')

/** Whether both forms of the alerts say the same. */
export function checkPrometheusRules(root: string): readonly string[] {
  return pairs.flatMap(({ rules, resource }) => {
    const [plain] = readYaml(join(root, 'deploy/prometheus', rules))
    const [wrapped] = readYaml(fileOf(root, resource)) as readonly { readonly spec: unknown }[]
    return isDeepStrictEqual(wrapped?.spec, plain)
      ? []
      : [`${rules} and the PrometheusRule of ${resource} differ: node scripts/validate-manifests.ts --write`]
  })
}

/** Writes the form for the operator from the plain one. */
export function writePrometheusRules(root: string): void {
  for (const { rules, resource, name } of pairs) {
    const text = readFileSync(join(root, 'deploy/prometheus', rules), 'utf8')
    const groups = text
      .slice(text.indexOf('groups:'))
      .trimEnd()
      .replaceAll(/^(?=.)/gm, '  ')
    writeFileSync(
      fileOf(root, resource),
      `# Written from deploy/prometheus/${rules} by node scripts/validate-manifests.ts --write; change it there.
apiVersion: monitoring.coreos.com/v1
kind: PrometheusRule
metadata:
  name: ${name}
spec:
${groups}
`,
    )
  }
}

import { readFileSync } from 'node:fs'
import type { IPodSpec } from 'kubernetes-models/v1'
import { parseAllDocuments } from 'yaml'

/** A Kubernetes object as its file has it. */
export interface Resource {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly spec?: unknown
  readonly data?: Readonly<Record<string, string>>
}

/** The pods that a resource makes. */
export interface PodTemplate {
  readonly metadata?: { readonly labels?: Record<string, string> }
  readonly spec: IPodSpec
}

/** Every document of a YAML file. Throws with the place when it is no good YAML, or has a key twice. */
export function readYaml(file: string): readonly unknown[] {
  const documents = parseAllDocuments(readFileSync(file, 'utf8'), { merge: true })
  if (!Array.isArray(documents)) return []
  return documents.map((document) => {
    const [error] = document.errors
    if (error !== undefined) throw new Error(`${file}: ${error.message}`)
    return document.toJS() as unknown
  })
}

export function nameOf({ kind, metadata }: Resource): string {
  return `${kind}/${metadata.name}`
}

/** The pods of a Deployment, Job or CronJob; null of anything else. */
export function podTemplateOf({ kind, spec }: Resource): PodTemplate | null {
  const own = spec as {
    readonly template?: PodTemplate
    readonly jobTemplate?: { readonly spec: { readonly template: PodTemplate } }
  }
  if (kind === 'Deployment' || kind === 'Job') return own.template ?? null
  if (kind === 'CronJob') return own.jobTemplate?.spec.template ?? null
  return null
}

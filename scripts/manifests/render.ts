import { join } from 'node:path'
import { nameOf, podTemplateOf, type Resource, readYaml } from './resource.ts'

/** As much of a kustomization as we use. What is not here is refused, so that nothing is validated that is not applied. */
interface Kustomization {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  readonly resources: readonly string[]
  readonly labels?: readonly {
    readonly pairs: Readonly<Record<string, string>>
    readonly includeTemplates?: boolean
  }[]
  readonly patches?: readonly { readonly path: string }[]
  readonly images?: readonly Image[]
}

interface Image {
  readonly name: string
  readonly newName?: string
  readonly newTag?: string
  readonly digest?: string
}

const known = ['apiVersion', 'kind', 'namespace', 'resources', 'labels', 'patches', 'images']

/** What `kubectl apply -k` would send for a folder, with more resources than it names. Throws on what it does not understand. */
export function render(folder: string, more: readonly string[] = []): readonly Resource[] {
  const [content] = readYaml(join(folder, 'kustomization.yaml'))
  const kustomization = content as Kustomization
  const unknown = Object.keys(kustomization).filter((key) => !known.includes(key))
  if (unknown.length > 0)
    throw new Error(`${folder}/kustomization.yaml: ${unknown.join(', ')} is not understood`)
  const resources = [...kustomization.resources, ...more].flatMap((path) =>
    /\.ya?ml$/.test(path) ? (readYaml(join(folder, path)) as Resource[]) : render(join(folder, path)),
  )
  const patches = (kustomization.patches ?? []).flatMap(
    ({ path }) => readYaml(join(folder, path)) as Resource[],
  )
  for (const patch of patches) {
    if (!resources.some((resource) => nameOf(resource) === nameOf(patch)))
      throw new Error(`${folder}: a patch for ${nameOf(patch)}, which is not there`)
  }
  return resources.map((resource) => {
    const own = patches.filter((patch) => nameOf(patch) === nameOf(resource))
    const patched = own.reduce((base, patch) => merge(base, patch), structuredClone(resource))
    return finish(patched, kustomization)
  })
}

/** A strategic merge of maps. Lists have rules of their own there, so a patch of one is refused here. */
function merge<T>(base: T, patch: unknown): T {
  if (Array.isArray(patch)) throw new Error('a patch with a list in it is not understood')
  if (typeof patch !== 'object' || patch === null) return patch as T
  const merged: Record<string, unknown> = { ...(base as object) }
  for (const [key, value] of Object.entries(patch)) merged[key] = merge(merged[key], value)
  return merged as T
}

function finish(resource: Resource, { namespace, labels = [], images = [] }: Kustomization): Resource {
  const template = podTemplateOf(resource)
  for (const { pairs, includeTemplates } of labels) {
    Object.assign(resource.metadata, { labels: { ...resource.metadata.labels, ...pairs } })
    if (includeTemplates === true && template !== null) {
      Object.assign(template, {
        metadata: { ...template.metadata, labels: { ...template.metadata?.labels, ...pairs } },
      })
    }
  }
  if (namespace !== undefined && resource.kind !== 'Namespace')
    Object.assign(resource.metadata, { namespace })
  for (const container of template?.spec.containers ?? []) {
    const image = images.find(({ name }) => name === container.image)
    if (image !== undefined) container.image = rename(image)
  }
  return resource
}

function rename({ name, newName, newTag, digest }: Image): string {
  const base = newName ?? name
  return digest === undefined ? `${base}${newTag === undefined ? '' : `:${newTag}`}` : `${base}@${digest}`
}

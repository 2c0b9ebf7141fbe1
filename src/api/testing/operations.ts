import type { FastifyInstance } from 'fastify'

/** A part of a schema as the OpenAPI document has it: what is needed to write a value that fits. */
export interface Schema {
  readonly type?: string
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly minItems?: number
  readonly minimum?: number
  readonly examples?: readonly unknown[]
}

interface Parameter {
  readonly in: 'path' | 'query' | 'header'
  readonly name: string
  readonly required?: boolean
  readonly schema: Schema
}

/** One operation of the OpenAPI document. */
export interface Operation {
  readonly method: string
  /** With its parameters in braces: `/api/v1/tenants/{tenantId}`. */
  readonly path: string
  readonly isPublic: boolean
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
}

interface Described {
  readonly security?: readonly unknown[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }
}

/** Every operation that the API publishes, by `METHOD path`. */
export function operationsOf(app: FastifyInstance): readonly Operation[] {
  const { paths } = app.swagger() as unknown as { paths: Record<string, Record<string, Described>> }
  return Object.entries(paths).flatMap(([path, described]) =>
    Object.entries(described).map(([method, { security, parameters, requestBody }]) => ({
      method: method.toUpperCase(),
      path,
      isPublic: security?.length === 0,
      parameters: parameters ?? [],
      body: requestBody?.content?.['application/json']?.schema ?? null,
    })),
  )
}

/** Values of fields that a pattern or the world restricts. */
const known: Readonly<Record<string, unknown>> = {
  tenantId: undefined,
  refreshToken: 'Atzr|of-the-test',
  sellingPartnerId: 'A1B2C3D4E5F6G7',
  marketplaceId: 'A1PA6795UKMFR9',
  url: 'https://127.0.0.1:9/hook',
  loginUri: 'https://sellercentral.amazon.de/x',
  displayName: 'Renamed',
}

/** A value that fits a schema; of an object, the fields that must be there. */
export function sampleOf(schema: Schema, name = ''): unknown {
  if (known[name] !== undefined) return known[name]
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  if (schema.anyOf?.[0] !== undefined) return sampleOf(schema.anyOf[0], name)
  if (schema.examples !== undefined) return schema.examples[0]
  if (schema.type === 'integer' || schema.type === 'number') return schema.minimum ?? 1
  if (schema.type === 'boolean') return false
  if (schema.type === 'array')
    return Array.from({ length: schema.minItems ?? 0 }, () => sampleOf(schema.items ?? {}, name))
  if (schema.type !== 'object') return 'sample'
  const { properties = {}, required = [] } = schema
  return Object.fromEntries(required.map((field) => [field, sampleOf(properties[field] ?? {}, field)]))
}

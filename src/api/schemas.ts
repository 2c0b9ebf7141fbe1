import { type TProperties, type TSchema, Type } from 'typebox'
import { tenantIdPattern } from '../domain/tenant-id.ts'

export const TenantId = Type.String({ pattern: tenantIdPattern, examples: ['ecomlg-001'] })

/** The id of anything else that has one: `con_…`, `run_…`, `ord_…`, or Amazon's order number. */
export const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$' })

/** Something that people read: no control characters, no white space at its ends. */
export const DisplayText = Type.String({
  maxLength: 200,
  pattern: '^[^\\u0000-\\u0020\\u007f]([^\\u0000-\\u001f\\u007f]*[^\\u0000-\\u0020\\u007f])?$',
})

export const Instant = Type.String({ format: 'date-time', examples: ['2026-11-21T19:00:00.000Z'] })

export const cursorPattern = '^[A-Za-z0-9_-]{1,400}$'

export const Cursor = Type.String({
  pattern: cursorPattern,
  description: 'What `next` said on the previous page.',
})

export const Next = nullable(
  Type.String({ description: 'Give it as `after` for the next page; null on the last.' }),
)

/** A part of a request: exactly these fields. */
export function strict<Properties extends TProperties>(properties: Properties) {
  return Type.Object(properties, { additionalProperties: false })
}

export function nullable<Schema extends TSchema>(schema: Schema) {
  return Type.Union([schema, Type.Null()])
}

export function pageLimit(maximum: number, otherwise: number) {
  return Type.Optional(
    Type.Integer({ minimum: 1, maximum, description: `At most this many; ${otherwise} unless given.` }),
  )
}

/** RFC 9457, as every error of this API answers. */
export const ProblemSchema = Type.Object(
  {
    type: Type.String(),
    title: Type.String(),
    status: Type.Integer(),
    detail: Type.String(),
    code: Type.String({ description: 'Stable: scripts may depend on it. See /docs/errors.' }),
    requestId: Type.String(),
    field: Type.Optional(Type.String({ description: 'What in the request is wrong.' })),
  },
  { additionalProperties: true },
)

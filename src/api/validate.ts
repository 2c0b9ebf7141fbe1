import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import { Problem } from './problem.ts'

interface SchemaFault {
  readonly keyword: string
  readonly instancePath: string
  readonly params: object
  readonly message?: string
}

/**
 * Checks a part of a request against its schema and names the field that is wrong. Nothing is converted except whole
 * numbers and booleans in the query, which have no other way to be written there; nothing is dropped silently.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const validator = Compile(schema)
  return (value: unknown) => {
    const input = httpPart === 'querystring' ? readQuery(schema, value as Record<string, unknown>) : value
    return validator.Check(input) ? { value: input } : { error: toProblem(validator.Errors(input), httpPart) }
  }
}

function readQuery(schema: TSchema, query: Record<string, unknown>): Record<string, unknown> {
  const { properties = {} } = schema as { properties?: Record<string, { type?: string }> }
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, readParameter(properties[name]?.type, value)]),
  )
}

function readParameter(type: string | undefined, value: unknown): unknown {
  if (typeof value !== 'string') return value
  if (type === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value)
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true'
  return value
}

function toProblem(faults: readonly SchemaFault[], httpPart: string | undefined): Problem {
  // "schema is false" only repeats that a property is not known.
  const fault = faults.find((candidate) => candidate.keyword !== 'boolean') ?? faults[0]
  if (fault === undefined) return new Problem('invalid_request', 'The request does not fit its schema.')
  const path = fault.instancePath.split('/').filter((part) => part !== '')
  const { requiredProperties, additionalProperties, allowedValues } = fault.params as {
    requiredProperties?: readonly string[]
    additionalProperties?: readonly string[]
    allowedValues?: readonly unknown[]
  }
  const unknownNames = additionalProperties?.map((name) => name.slice(0, 80))
  const names = requiredProperties ?? unknownNames
  const field = [...path, ...(names?.slice(0, 1) ?? [])].join('.') || (httpPart ?? 'body')
  const detail =
    requiredProperties !== undefined
      ? `${field} is missing.`
      : unknownNames !== undefined
        ? `Not known here: ${unknownNames.slice(0, 10).join(', ')}.`
        : allowedValues !== undefined
          ? `${field} must be one of ${allowedValues.join(', ')}.`
          : `${field} ${fault.message ?? 'is not valid'}.`
  return new Problem('invalid_request', detail, { field })
}

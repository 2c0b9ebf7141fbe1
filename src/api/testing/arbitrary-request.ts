import fc from 'fast-check'

/** A request as `inject` takes it, but for who sends it. */
export interface ArbitraryRequest {
  readonly method: string
  /** As the document has it: `/api/v1/tenants/{tenantId}`. */
  readonly path: string
  readonly url: string
  readonly contentType: string | null
  readonly payload: string | null
}

/** What the generator reads of an OpenAPI document. */
export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> }
  readonly responses: Readonly<Record<string, unknown>>
}

interface Parameter {
  readonly in: string
  readonly name: string
  readonly required?: boolean
  readonly schema: Schema
}

interface Schema {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly maxItems?: number
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
}

type Values = Readonly<Record<string, unknown>>

/** Values that exist where the requests go, by the name of the parameter, so that requests get past "not found". */
export type Fixtures = Readonly<Record<string, readonly string[]>>

/**
 * Requests to a route, made from its own schemas: a third of them valid, a third wrong in one place, a third hostile
 * in several.
 */
export function arbitraryRequest(
  method: string,
  path: string,
  operation: Operation,
  fixtures: Fixtures,
): fc.Arbitrary<ArbitraryRequest> {
  const parametersIn = (place: string): readonly Parameter[] =>
    (operation.parameters ?? []).filter((one) => one.in === place)
  const schemasIn = (place: string): Record<string, Schema> =>
    Object.fromEntries(parametersIn(place).map((one) => [one.name, one.schema]))
  const requiredIn = (place: string): readonly string[] =>
    parametersIn(place).flatMap((one) => (one.required === true ? [one.name] : []))
  const bodySchema = operation.requestBody?.content['application/json']?.schema
  const parts = (strange: boolean): fc.Arbitrary<Parts> =>
    fc.record({
      params: valuesOf(schemasIn('path'), Object.keys(schemasIn('path')), fixtures, strange),
      query: valuesOf(schemasIn('query'), strange ? [] : requiredIn('query'), fixtures, strange),
      body:
        bodySchema === undefined
          ? fc.constant(undefined)
          : strange
            ? fc.oneof(
                { weight: 3, arbitrary: valuesOf(bodySchema.properties ?? {}, [], fixtures, true) },
                { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
              )
            : valuesOf(bodySchema.properties ?? {}, bodySchema.required ?? [], fixtures, false),
    })
  const valid = parts(false)
  const build = (made: Parts, raw: Partial<Pick<ArbitraryRequest, 'contentType' | 'payload'>> = {}) =>
    toRequest(method, path, made, raw)
  return fc.oneof(
    valid.map((made) => build(made)),
    fc.tuple(valid, oneFault).map(([made, fault]) => build(fault(made))),
    fc.tuple(parts(true), rawBody).map(([made, raw]) => build(made, raw)),
  )
}

interface Parts {
  readonly params: Values
  readonly query: Values
  readonly body: unknown
}

function valuesOf(
  schemas: Readonly<Record<string, Schema>>,
  required: readonly string[],
  fixtures: Fixtures,
  strange: boolean,
): fc.Arbitrary<Values> {
  const arbitraries = Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      strange ? fc.oneof(nasty, makeValue(name, schema, fixtures)) : makeValue(name, schema, fixtures),
    ]),
  )
  const optional = Object.keys(schemas).filter((name) => !required.includes(name))
  // Few at a time: of a request with every filter at once, one is always wrong.
  return fc
    .subarray(optional, { maxLength: Math.min(optional.length, strange ? 6 : 2) })
    .chain((names) =>
      fc.record(
        Object.fromEntries(
          [...required, ...names].map((name) => [name, arbitraries[name] as fc.Arbitrary<unknown>]),
        ),
      ),
    )
}

function makeValue(name: string, schema: Schema, fixtures: Fixtures): fc.Arbitrary<unknown> {
  const made = bySchema(name, schema, fixtures)
  const known = fixtures[name]
  return known === undefined ? made : fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...known) }, made)
}

function bySchema(name: string, schema: Schema, fixtures: Fixtures): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  if (schema.anyOf !== undefined) return fc.oneof(...schema.anyOf.map((one) => bySchema(name, one, fixtures)))
  switch (schema.type) {
    case 'boolean':
      return fc.boolean()
    case 'integer':
      return fc.integer({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9 })
    case 'number':
      return fc.double({ min: schema.minimum ?? -1e9, max: schema.maximum ?? 1e9, noNaN: true })
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(bySchema(name, schema.items ?? {}, fixtures), {
        maxLength: Math.min(schema.maxItems ?? 5, 5),
      })
    case 'object':
      return valuesOf(schema.properties ?? {}, schema.required ?? [], fixtures, false)
    case 'string':
      return schema.pattern === undefined
        ? fc.string({ minLength: schema.minLength ?? 0, maxLength: Math.min(schema.maxLength ?? 40, 40) })
        : matching(schema.pattern)
    default:
      return fc.jsonValue({ maxDepth: 1 })
  }
}

/** Texts that fit a pattern. Fast-check cannot look ahead, so what a pattern looks ahead for is held by trying. */
function matching(pattern: string): fc.Arbitrary<string> {
  const whole = new RegExp(pattern, 'u')
  const withoutLooks = new RegExp(pattern.replaceAll(/\(\?[!=][^()]*\)/g, ''), 'u')
  return fc.stringMatching(withoutLooks, { size: 'small' }).filter((text) => whole.test(text))
}

/** Values that have broken servers before. */
const nasty: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    '',
    ' ',
    "t' OR '1'='1",
    '"; DROP TABLE orders; --',
    '../../etc/passwd',
    '..%2f..%2f',
    '%00',
    '\u0000',
    '\ud800',
    '\u202e',
    '🦄'.repeat(50),
    'null',
    'undefined',
    'NaN',
    '-0',
    '1e999',
    '9007199254740993',
    '99999999999999999999999999',
    '__proto__',
    'constructor',
    'toString',
    'A'.repeat(5000),
    '2026-13-45',
    '0000-01-01',
    '9999-12-31T23:59:59.999999Z',
    '9999-12-31',
    '0001-01-01',
    '-271821-04-20T00:00:00Z',
    '2026-02-29T24:00:00+99:99',
    '{{7*7}}',
    'WyJydW5zIixudWxsLCJ4IiwieSJd',
    null,
    true,
    0,
    -1,
    1.5,
    Number.MAX_SAFE_INTEGER,
    [],
    [[]],
    {},
    { toString: 1 },
    ['t', 't'],
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.base64String({ maxLength: 80 }),
  fc.integer(),
  fc.double(),
)

/** One thing that is wrong with an otherwise valid request. */
const oneFault: fc.Arbitrary<(parts: Parts) => Parts> = fc.oneof(
  fc.tuple(fc.nat(), nasty).map(([at, value]) => (parts: Parts) => ({
    ...parts,
    query: withOne(parts.query, at, value),
  })),
  fc.tuple(fc.nat(), nasty).map(([at, value]) => (parts: Parts) => ({
    ...parts,
    params: withOne(parts.params, at, value),
  })),
  fc.tuple(fc.nat(), nasty).map(([at, value]) => (parts: Parts) => ({
    ...parts,
    body: isObject(parts.body) ? withOne(parts.body, at, value) : value,
  })),
  fc.tuple(fc.string({ maxLength: 20 }), nasty).map(([name, value]) => (parts: Parts) => ({
    ...parts,
    query: { ...parts.query, [name]: value },
  })),
  fc.tuple(fc.string({ maxLength: 20 }), nasty).map(([name, value]) => (parts: Parts) => ({
    ...parts,
    body: isObject(parts.body) ? { ...parts.body, [name]: value } : parts.body,
  })),
  fc.nat().map((at) => (parts: Parts) => ({
    ...parts,
    body: isObject(parts.body) ? withoutOne(parts.body, at) : undefined,
  })),
)

/** What is sent instead of, or as something else than, JSON. */
const rawBody: fc.Arbitrary<Partial<Pick<ArbitraryRequest, 'contentType' | 'payload'>>> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }).map((payload) => ({ payload })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { payload: '{"a":' },
      { payload: '['.repeat(5000) },
      { payload: '{"__proto__":{"admin":true}}' },
      { payload: `{"a":${'1'.repeat(2000)}}` },
      { payload: `"${'x'.repeat(70_000)}"` },
      { contentType: null },
      { contentType: 'text/plain' },
      { contentType: 'application/json; charset=utf-16' },
      { contentType: 'multipart/form-data; boundary=x' },
      { contentType: 'application/x-www-form-urlencoded', payload: 'tenantId=t' },
    ),
  },
)

function toRequest(
  method: string,
  path: string,
  { params, query, body }: Parts,
  raw: Partial<Pick<ArbitraryRequest, 'contentType' | 'payload'>>,
): ArbitraryRequest {
  const address = path.replaceAll(/\{(\w+)\}/g, (_match, name: string) => encode(params[name]))
  const search = Object.entries(query)
    .flatMap(([name, value]) => [value].flat(1).map((one) => `${encode(name)}=${encode(one)}`))
    .join('&')
  return {
    method: method.toUpperCase(),
    path,
    url: search === '' ? address : `${address}?${search}`,
    contentType: 'application/json',
    payload: body === undefined ? null : JSON.stringify(body),
    ...raw,
  }
}

function withOne(values: Values, at: number, value: unknown): Values {
  const names = Object.keys(values)
  const name = names[at % names.length]
  return name === undefined ? values : { ...values, [name]: value }
}

function withoutOne(values: Values, at: number): Values {
  const names = Object.keys(values)
  const left = names.filter((_name, index) => index !== at % names.length)
  return Object.fromEntries(left.map((name) => [name, values[name]]))
}

function isObject(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function encode(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? '')
  return encodeURIComponent(text.toWellFormed())
}

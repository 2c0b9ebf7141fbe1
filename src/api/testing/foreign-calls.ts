import type { InjectOptions } from 'fastify'
import { type Operation, sampleOf } from './operations.ts'

/** A request that names something of another tenant in one way. */
export interface ForeignCall {
  readonly way: string
  readonly request: InjectOptions
}

interface Parts {
  readonly params: Readonly<Record<string, string>>
  readonly query?: readonly (readonly [string, string])[]
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}

/** How a name can be written in an address. */
const spellings: Readonly<Record<string, (name: string) => string>> = {
  'as it is': (name) => name,
  'in upper case': (name) => name.toUpperCase(),
  encoded: percent,
  'encoded twice': (name) => encodeURIComponent(percent(name)),
  'with a dot after it': (name) => `${name}.`,
  'with a space after it': (name) => `${name}%20`,
  'with a space before it': (name) => `%20${name}`,
  'with a slash after it': (name) => `${name}%2F`,
  'with a NUL after it': (name) => `${name}%00`,
  'with a letter that only looks alike': (name) => encodeURIComponent(name.replace('a', 'а')),
  'with an invisible character in it': (name) => encodeURIComponent(`${name}\u200b`),
  'after its own, in a list': (name) => `acme,${name}`,
  'after its own, as a path': (name) => `acme%2F..%2F${name}`,
}

/** The ids that a tenant's rows have, by the names of fields and parameters that take them. */
export function idsOf(tenantId: string): Readonly<Record<string, readonly string[]>> {
  const order = [`order_${tenantId}`, `ord_${tenantId}`, `document_${tenantId}`, `ord_document_${tenantId}`]
  return {
    orderId: order,
    orderRef: order,
    connectionId: [`con_${tenantId}`],
    runId: [`run_${tenantId}`],
    quarantineId: [`qua_${tenantId}`],
    webhookId: [`wh_${tenantId}`],
    deliveryId: [`whd_${tenantId}`],
    backfillId: [`bf_${tenantId}`],
    keyId: [`key_${tenantId}`],
  }
}

/** What a tenant calls in its own right: its own ids, and what the schema says must be there. */
export function ownCall(operation: Operation, tenantId: string): InjectOptions {
  return toRequest(operation, ownParts(operation, tenantId))
}

/** Every way to name `other` that an operation offers, for a caller whose tenant is `mine`. */
export function callsNaming(operation: Operation, mine: string, other: string): readonly ForeignCall[] {
  const own = ownParts(operation, mine)
  return [
    ...Object.entries(spellings).flatMap(([how, spell]) => namesOf(operation, own, spell(other), how)),
    ...inSeveralPlaces(operation, own, mine, other),
    ...idsNaming(operation, own, other),
  ].map(({ way, parts }) => ({ way, request: toRequest(operation, parts) }))
}

/** The same request with a cursor. */
export function withCursor(operation: Operation, mine: string, cursor: string): InjectOptions {
  const own = ownParts(operation, mine)
  return toRequest(operation, { ...own, query: [...(own.query ?? []), ['after', cursor]] })
}

/** The same request with the tenant named in the query, unless its path does already. */
export function namedInQuery(
  operation: Operation,
  tenantId: string,
  more: readonly (readonly [string, string])[] = [],
): InjectOptions {
  const own = ownParts(operation, tenantId)
  const name = operation.path.includes('{tenantId}') ? [] : [['tenantId', tenantId] as const]
  return toRequest(operation, { ...own, query: [...(own.query ?? []), ...name, ...more] })
}

interface Named {
  readonly way: string
  readonly parts: Parts
}

function namesOf(operation: Operation, own: Parts, spelled: string, how: string): readonly Named[] {
  const plain = decodeURIComponent(spelled)
  return [
    ...('tenantId' in own.params
      ? [{ way: `path, ${how}`, parts: { ...own, params: { ...own.params, tenantId: spelled } } }]
      : []),
    {
      way: `query, ${how}`,
      parts: { ...own, query: [...(own.query ?? []), ['tenantId', spelled] as const] },
    },
    { way: `header, ${how}`, parts: { ...own, headers: { 'x-tenant-id': headerSafe(plain, spelled) } } },
    ...(operation.method === 'GET'
      ? []
      : [{ way: `body, ${how}`, parts: { ...own, body: { ...own.body, tenantId: plain } } }]),
  ]
}

function inSeveralPlaces(operation: Operation, own: Parts, mine: string, other: string): readonly Named[] {
  const inQuery = (name: string) => [...(own.query ?? []), ['tenantId', name] as const]
  const inBody = (name: string) =>
    operation.method === 'GET' ? {} : { body: { ...own.body, tenantId: name } }
  const inPath = (name: string) => ('tenantId' in own.params ? { ...own.params, tenantId: name } : own.params)
  const inHeader = (name: string) => ({ 'x-tenant-id': name })
  return [
    {
      way: 'header, and its own in the query',
      parts: { ...own, headers: inHeader(other), query: inQuery(mine) },
    },
    {
      way: 'query, and its own in the header',
      parts: { ...own, headers: inHeader(mine), query: inQuery(other) },
    },
    { way: 'query, twice', parts: { ...own, query: [...inQuery(mine), ['tenantId', other]] } },
    { way: 'query, as a list', parts: { ...own, query: [...(own.query ?? []), ['tenantId[]', other]] } },
    ...(operation.method === 'GET'
      ? []
      : [
          {
            way: 'body, and its own elsewhere',
            parts: { ...own, headers: inHeader(mine), query: inQuery(mine), ...inBody(other) },
          },
        ]),
    ...('tenantId' in own.params
      ? [
          {
            way: 'path, and its own elsewhere',
            parts: { ...own, params: inPath(other), headers: inHeader(mine), query: inQuery(mine) },
          },
        ]
      : []),
    {
      way: 'everywhere',
      parts: { params: inPath(other), headers: inHeader(other), query: inQuery(other), ...inBody(other) },
    },
    {
      way: 'headers of proxies',
      parts: {
        ...own,
        headers: {
          ...inHeader(other),
          'x-forwarded-user': other,
          'x-user-email': `ann@${other}`,
          'x-role': 'operator',
        },
      },
    },
  ]
}

/** Foreign ids in its own paths, and in every field of the query and of the body that takes one. */
function idsNaming(operation: Operation, own: Parts, other: string): readonly Named[] {
  const ids = idsOf(other)
  const names = Object.keys(own.params).filter((name) => name !== 'tenantId')
  const inPath = names.flatMap((name) =>
    (ids[name] ?? []).flatMap((id) =>
      [id, percent(id), id.toUpperCase()].map((spelled) => ({
        way: `${name} ${spelled}`,
        parts: { ...own, params: { ...own.params, [name]: spelled } },
      })),
    ),
  )
  const all = Object.fromEntries(names.map((name) => [name, ids[name]?.[0] ?? '']))
  const together =
    names.length > 1
      ? [{ way: names.join(' and '), parts: { ...own, params: { ...own.params, ...all } } }]
      : []
  const inQuery = operation.parameters.flatMap(({ in: place, name }) =>
    place === 'query'
      ? (ids[name] ?? []).map((id) => ({
          way: `query ${name} ${id}`,
          parts: { ...own, query: [...(own.query ?? []), [name, id] as const] },
        }))
      : [],
  )
  const inBody = Object.keys(operation.body?.properties ?? {}).flatMap((name) =>
    (ids[name] ?? []).map((id) => ({
      way: `body ${name} ${id}`,
      parts: { ...own, body: { ...own.body, [name]: id } },
    })),
  )
  return [...inPath, ...together, ...inQuery, ...inBody]
}

function ownParts(operation: Operation, mine: string): Parts {
  const ids = idsOf(mine)
  const idFor = (name: string): string => {
    const id = name === 'tenantId' ? mine : ids[name]?.[0]
    if (id === undefined) throw new Error(`${operation.path}: say in idsOf what a ${name} is`)
    return id
  }
  const inPath = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => [name, idFor(name)])
  const needed = operation.parameters.filter(
    ({ in: place, required }) => place === 'query' && required === true,
  )
  const body = operation.body === null ? undefined : (sampleOf(operation.body) as Record<string, unknown>)
  for (const name of Object.keys(body ?? {}))
    if (body !== undefined && ids[name] !== undefined) body[name] = ids[name][0]
  return {
    params: Object.fromEntries(inPath),
    query: needed.map(
      ({ name, schema }) => [name, ids[name]?.[0] ?? String(sampleOf(schema, name))] as const,
    ),
    ...(body === undefined ? {} : { body }),
  }
}

function toRequest(
  { method, path }: Operation,
  { params, query = [], headers = {}, body }: Parts,
): InjectOptions {
  const address = path.replaceAll(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? '')
  const search = query.map(([name, value]) => `${name}=${value}`).join('&')
  return {
    method: method as 'GET',
    url: search === '' ? address : `${address}?${search}`,
    headers: { ...headers },
    ...(body === undefined ? {} : { payload: body as object }),
  }
}

function percent(text: string): string {
  return [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
}

/** What no header can hold is sent as it is written in an address. */
function headerSafe(plain: string, spelled: string): string {
  return /^[\x20-\x7e]*$/.test(plain) ? plain : spelled
}

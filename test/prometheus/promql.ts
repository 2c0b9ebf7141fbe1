import type { SyntaxNode } from '@lezer/common'
import { parser } from '@prometheus-io/lezer-promql'
import { rangeFunctions } from './range-functions.ts'
import { type Labels, pointsBefore, type Series, type Timeline, valueAt } from './timeline.ts'

/** A number that a query answers with, and the labels that tell it from others. */
export interface Sample {
  readonly labels: Labels
  readonly value: number
}

type Value = readonly Sample[] | number

/**
 * Answers a PromQL query at an instant. Read by Prometheus' own grammar; of its meaning only what our rules and dashboards
 * use, and an error for everything else.
 */
export function evaluate(query: string, timeline: Timeline, at: number): Value {
  const tree = parser.parse(query)
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) throw new Error(`no PromQL: ${query.slice(from)}`)
    },
  })
  const textOf = (node: SyntaxNode): string => query.slice(node.from, node.to)
  return answer(tree.topNode.firstChild as SyntaxNode)

  function answer(node: SyntaxNode): Value {
    switch (node.name) {
      case 'ParenExpr':
        return answer(node.firstChild as SyntaxNode)
      case 'NumberDurationLiteral':
        return Number(textOf(node))
      case 'VectorSelector':
        return select(node).flatMap((series) => {
          const value = valueAt(series, at)
          return value === null ? [] : [{ labels: series.labels, value }]
        })
      case 'FunctionCall':
        return call(node)
      case 'AggregateExpr':
        return aggregate(node)
      case 'BinaryExpr':
        return combine(node)
      default:
        throw new Error(`${node.name} is not understood: ${textOf(node)}`)
    }
  }

  function vector(node: SyntaxNode): readonly Sample[] {
    const value = answer(node)
    if (typeof value === 'number') throw new Error(`a vector was expected: ${textOf(node)}`)
    return value
  }

  function select(node: SyntaxNode): readonly Series[] {
    const name = node.getChild('Identifier')
    if (name === null) throw new Error(`a metric must be named: ${textOf(node)}`)
    const rules = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(
      (matcher) => {
        const [label, operator, text] = children(matcher).map(textOf) as [string, string, string]
        const wanted = JSON.parse(text) as string
        const pattern = new RegExp(`^(?:${wanted})$`)
        return (labels: Labels): boolean => {
          const has = labels[label] ?? ''
          const fits = operator.includes('~') ? pattern.test(has) : has === wanted
          return operator.startsWith('!') ? !fits : fits
        }
      },
    )
    return timeline.select(textOf(name), (labels) => rules.every((rule) => rule(labels)))
  }

  function call(node: SyntaxNode): Value {
    const name = textOf(node.getChild('FunctionIdentifier') as SyntaxNode)
    const argument = node.getChild('FunctionCallBody')?.firstChild as SyntaxNode
    if (name === 'absent') return vector(argument).length === 0 ? [{ labels: {}, value: 1 }] : []
    const apply = rangeFunctions[name]
    if (apply === undefined || argument.name !== 'MatrixSelector')
      throw new Error(`${name} is not understood`)
    const seconds = toSeconds(textOf(argument.lastChild as SyntaxNode))
    return select(argument.firstChild as SyntaxNode).flatMap((series) => {
      const value = apply(pointsBefore(series, at, seconds), at, seconds)
      return value === null ? [] : [{ labels: without(series.labels, ['__name__']), value }]
    })
  }

  function aggregate(node: SyntaxNode): readonly Sample[] {
    const reduce = aggregations[textOf(node.getChild('AggregateOp') as SyntaxNode)]
    if (reduce === undefined) throw new Error(`an aggregation is not understood: ${textOf(node)}`)
    const modifier = node.getChild('AggregateModifier')
    const names = labelNames(modifier)
    if (modifier !== null && modifier.getChild('By') === null) throw new Error('only "by" is understood')
    const samples = vector(node.getChild('FunctionCallBody')?.firstChild as SyntaxNode)
    const groups = Map.groupBy(samples, ({ labels }) => JSON.stringify(only(labels, names)))
    return [...groups].map(([key, own]) => ({
      labels: JSON.parse(key),
      value: reduce(own.map(({ value }) => value)),
    }))
  }

  function combine(node: SyntaxNode): Value {
    const [left, operator, ...rest] = children(node) as readonly [SyntaxNode, SyntaxNode, ...SyntaxNode[]]
    const right = rest.at(-1) as SyntaxNode
    const clause = rest.find(({ name }) => name === 'MatchingModifierClause')
    if (clause?.getChild('Ignoring')) throw new Error('only "on" is understood')
    const on = clause === undefined ? null : labelNames(clause)
    const keyOf = ({ labels }: Sample): string =>
      JSON.stringify(Object.entries(on === null ? without(labels, ['__name__']) : only(labels, on)).sort())
    const sets = setOperators[operator.name]
    if (sets !== undefined) return sets(vector(left), vector(right), keyOf)
    const apply = operators[operator.name]
    if (apply === undefined) throw new Error(`${operator.name} is not understood`)
    return match(answer(left), answer(right), keyOf, apply)
  }

  function labelNames(node: SyntaxNode | null): readonly string[] {
    return (node?.getChild('GroupingLabels')?.getChildren('LabelName') ?? []).map(textOf)
  }
}

/** The metrics that a query asks for, with the labels that it looks at. */
export function metricsOf(query: string): readonly string[] {
  const names: string[] = []
  parser.parse(query).iterate({
    enter: ({ name, from, to, node, type }) => {
      if (type.isError) throw new Error(`no PromQL: ${query.slice(from)}`)
      if (name === 'Identifier' && node.parent?.name === 'VectorSelector') names.push(query.slice(from, to))
    },
  })
  return names
}

type Apply = (left: number, right: number) => number | null

/** A comparison keeps the left side where it holds. */
const operators: Readonly<Record<string, Apply>> = {
  Gtr: (a, b) => (a > b ? a : null),
  Gte: (a, b) => (a >= b ? a : null),
  Lss: (a, b) => (a < b ? a : null),
  Lte: (a, b) => (a <= b ? a : null),
  Eql: (a, b) => (a === b ? a : null),
  Neq: (a, b) => (a !== b ? a : null),
  Add: (a, b) => a + b,
  Sub: (a, b) => a - b,
  Mul: (a, b) => a * b,
  Div: (a, b) => a / b,
}

function match(left: Value, right: Value, keyOf: (sample: Sample) => string, apply: Apply): Value {
  if (typeof left === 'number' && typeof right === 'number') return apply(left, right) ?? Number.NaN
  const keep = (sample: Sample, value: number | null): readonly Sample[] =>
    value === null ? [] : [{ labels: without(sample.labels, ['__name__']), value }]
  if (typeof right === 'number')
    return (left as readonly Sample[]).flatMap((one) => keep(one, apply(one.value, right)))
  if (typeof left === 'number') return right.flatMap((one) => keep(one, apply(left, one.value)))
  return left.flatMap((one) => {
    const other = right.find((candidate) => keyOf(candidate) === keyOf(one))
    return other === undefined ? [] : keep(one, apply(one.value, other.value))
  })
}

type Sets = (
  left: readonly Sample[],
  right: readonly Sample[],
  keyOf: (sample: Sample) => string,
) => readonly Sample[]

const setOperators: Readonly<Record<string, Sets>> = {
  And: (left, right, keyOf) => left.filter((one) => right.some((other) => keyOf(other) === keyOf(one))),
  Unless: (left, right, keyOf) => left.filter((one) => !right.some((other) => keyOf(other) === keyOf(one))),
  Or: (left, right, keyOf) => [
    ...left,
    ...right.filter((one) => !left.some((other) => keyOf(other) === keyOf(one))),
  ],
}

const aggregations: Readonly<Record<string, (values: readonly number[]) => number>> = {
  sum: (values) => values.reduce((sum, value) => sum + value, 0),
  max: (values) => Math.max(...values),
  min: (values) => Math.min(...values),
  count: (values) => values.length,
}

function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child)
  return found
}

function only(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => names.includes(name)))
}

function without(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !names.includes(name)))
}

/** `90s`, `15m`, `1h`, `1d`. */
export function toSeconds(text: string): number {
  const [, count, unit] = /^(\d+)([smhd])$/.exec(text) ?? []
  const seconds = { s: 1, m: 60, h: 3600, d: 86_400 }[unit ?? '']
  if (seconds === undefined) throw new Error(`${text} is no duration that is understood`)
  return Number(count) * seconds
}

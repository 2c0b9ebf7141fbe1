import { parseArgs } from 'node:util'
import { chaosFleet, demoFleet, lessonsFleet, seedFleet } from './fleets.ts'
import type { Fleet } from './seller.ts'

/** What somebody who starts a simulator asked for. */
export interface SimulateOptions {
  readonly fleet: Fleet
  readonly seed: string
  readonly epoch: Date
  readonly simulatedStart: Date
  readonly realStart: Date
  readonly speed: number
  readonly host: string
  readonly port: number
}

/** A flag that makes no sense: one sentence that names it. */
export class SimulateUsageError extends Error {
  override readonly name = 'SimulateUsageError'
}

const flags = {
  fleet: { type: 'string', default: 'demo' },
  seed: { type: 'string', default: '1' },
  epoch: { type: 'string' },
  'simulated-start': { type: 'string' },
  'real-start': { type: 'string' },
  speed: { type: 'string', default: '1' },
  host: { type: 'string', default: '127.0.0.1' },
  port: { type: 'string', default: '0' },
  tenants: { type: 'string', default: '5' },
  'orders-per-month': { type: 'string', default: '300' },
  'history-days': { type: 'string', default: '10' },
  tempo: { type: 'string', default: '1' },
  scale: { type: 'string', default: '1' },
} as const

type Values = ReturnType<typeof parse>

/** Reads the command line. Throws SimulateUsageError, before anything is started. */
export function readSimulateOptions(args: readonly string[]): SimulateOptions {
  const values = parse(args)
  const realStart = instant(values, 'real-start') ?? new Date()
  const simulatedStart = instant(values, 'simulated-start') ?? realStart
  return {
    fleet: createFleet(values),
    seed: values.seed,
    epoch: instant(values, 'epoch') ?? simulatedStart,
    simulatedStart,
    realStart,
    speed: number(values, 'speed', 0, 1_000_000),
    host: values.host,
    port: wholeNumber(values, 'port', 0, 65_535),
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: flags }).values
  } catch (error) {
    // Node's own sentence names the flag; what follows it explains how to pass a positional argument.
    const [sentence = ''] = (error as Error).message.split('. ')
    const known = Object.keys(flags).map((name) => `--${name}`)
    throw new SimulateUsageError(`${sentence}. Flags: ${known.join(', ')}.`)
  }
}

function createFleet(values: Values): Fleet {
  const { fleet, seed } = values
  switch (fleet) {
    case 'seed':
      return seedFleet(seed)
    case 'demo':
      return demoFleet(seed)
    case 'lessons':
      return lessonsFleet(seed, { scale: number(values, 'scale', 0.01, 1000) })
    case 'chaos':
      return chaosFleet(seed, wholeNumber(values, 'tenants', 1, 1_000_000), {
        ordersPerMonth: number(values, 'orders-per-month', 0, 10_000_000),
        historyDays: number(values, 'history-days', 0, 3650),
        tempo: number(values, 'tempo', 0, 10_000),
      })
    default:
      throw new SimulateUsageError(`--fleet must be seed, demo, lessons or chaos; it is "${fleet}".`)
  }
}

type Flag = keyof typeof flags

function number(values: Values, flag: Flag, min: number, max: number): number {
  const text = values[flag] ?? ''
  const value = Number(text)
  if (text.trim() !== '' && value >= min && value <= max) return value
  throw new SimulateUsageError(`--${flag} must be a number from ${min} to ${max}; it is "${text}".`)
}

function wholeNumber(values: Values, flag: Flag, min: number, max: number): number {
  const value = number(values, flag, min, max)
  if (Number.isInteger(value)) return value
  throw new SimulateUsageError(`--${flag} must be a whole number; it is "${values[flag]}".`)
}

function instant(values: Values, flag: Flag): Date | null {
  const text = values[flag]
  if (text === undefined) return null
  const value = new Date(text)
  if (!Number.isNaN(value.getTime())) return value
  throw new SimulateUsageError(`--${flag} must be an instant such as 2026-01-01T00:00:00Z; it is "${text}".`)
}

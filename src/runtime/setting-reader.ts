import { isLoopback, isSafeAddress } from './loopback.ts'
import { Secret } from './secret.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads single variables of the environment. What is wrong with one is added to the problems, with its name and what to set
 * instead, and reading goes on as if it were not set.
 */
export class SettingReader {
  readonly #env: Environment
  readonly #problems: string[]

  constructor(env: Environment, problems: string[]) {
    this.#env = env
    this.#problems = problems
  }

  problem(text: string): void {
    this.#problems.push(text)
  }

  /** The value, or null when it is unset or blank. */
  text(name: string): string | null {
    const value = this.#env[name]?.trim()
    return value === undefined || value === '' ? null : value
  }

  integer(name: string, otherwise: number, min: number, max: number): number {
    const text = this.text(name)
    if (text === null) return otherwise
    const value = Number(text)
    if (/^\d+$/.test(text) && value >= min && value <= max) return value
    this.problem(`${name} must be a whole number from ${min} to ${max}; it is "${text}".`)
    return otherwise
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T | null {
    const text = this.text(name)
    if (text === null) return null
    const found = allowed.find((value) => value === text)
    if (found !== undefined) return found
    this.problem(`${name} must be one of ${allowed.join(', ')}; it is "${text}".`)
    return null
  }

  url(name: string, protocols: readonly string[]): string | null {
    const text = this.text(name)
    if (text === null) return null
    if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return text
    this.problem(
      `${name} must be an address that starts with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}.`,
    )
    return null
  }

  boolean(name: string): boolean {
    return this.oneOf(name, ['true', 'false']) === 'true'
  }

  /** Scheme, host and port; https anywhere, http on loopback only. */
  origin(name: string): string | null {
    const text = this.text(name)
    if (text === null) return null
    const url = URL.parse(text)
    const bare = url !== null && text.replace(/\/$/, '') === url.origin
    if (bare && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopback(url.hostname))))
      return url.origin
    this.problem(
      `${name} must be an address without a path, such as https://orders.example.com; http is allowed on loopback only.`,
    )
    return null
  }

  amazonUrl(name: string, otherwise: string): string {
    return this.secureUrl(name) ?? otherwise
  }

  /** https anywhere, http on loopback only. */
  secureUrl(name: string): string | null {
    const text = this.text(name)
    if (text === null) return null
    const url = URL.parse(text)
    if (url !== null && isSafeAddress(url)) return text
    this.problem(`${name} must be an https address; http is allowed on loopback only.`)
    return null
  }

  /** Values with commas between them. */
  list(name: string, isRight: (value: string) => boolean, what: string): readonly string[] {
    const values = (this.text(name) ?? '').split(',').flatMap((value) => value.trim() || [])
    const wrong = values.find((value) => !isRight(value))
    if (wrong === undefined) return values
    this.problem(`${name} must be ${what}, with commas between them; "${wrong}" is none.`)
    return []
  }

  masterKey(name: string): Secret | null {
    const text = this.text(name)
    if (text === null) return null
    if (Buffer.from(text, 'base64').length === 32) return new Secret(text)
    this.problem(`${name} must be 32 bytes in base64: make one with "openssl rand -base64 32".`)
    return null
  }

  /** A key, not an alias: an alias may mean another key tomorrow, which could not open what this one wrapped. */
  kmsKeyId(name: string): string | null {
    const text = this.text(name)
    if (text === null) return null
    if (
      /^(arn:[\w-]+:kms:[\w-]+:\d+:key\/)?(mrk-[0-9a-f]{32}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.test(
        text,
      )
    )
      return text
    this.problem(`${name} must be the ARN or the id of a KMS key; an alias will not do.`)
    return null
  }

  /** https anywhere, http on loopback only. */
  queueUrl(name: string): string | null {
    const text = this.text(name)
    if (text === null) return null
    const url = URL.parse(text)
    if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopback(url.hostname))) return text
    this.problem(`${name} must be the URL of an SQS queue.`)
    return null
  }

  longSecret(name: string, length: number): Secret | null {
    const text = this.text(name)
    if (text === null) return null
    if (text.length >= length && !/\s/.test(text)) return new Secret(text)
    this.problem(
      `${name} must have at least ${length} characters and no white space: make one with "openssl rand -base64 32".`,
    )
    return null
  }
}

/** Secrets that are known by their form: our API keys, session tokens and sign-in links, Amazon's tokens and client secrets. */
const secretForms = /\bos[sl]?_[\w-]{20,}|\bAtz[acr]\|[^\s"',}]+|\bamzn1\.oa2-cs\.[\w.-]+/g

/**
 * A text for logs, answers and the audit log, without what looks like a secret: people paste a key where its id belongs,
 * and errors of other people's code repeat what they were given.
 */
export function maskSecrets(text: string): string {
  return text.replaceAll(secretForms, '[secret]')
}

/** Source: developer-docs.amazon.com/sp-api, "Include a User-Agent header in all requests". */
const MAX_LENGTH = 500
/** Name/Version (Language=…; Key=Value …); a backslash quotes the next character. */
const FORM =
  /^(?:[^/\\]|\\.)+\/(?:[^(\\]|\\.)+ \((?:[^)\\]|\\.)*\bLanguage=(?:[^);\\]|\\.)+(?:;(?:[^)\\]|\\.)*)?\)$/

/** Null if the header is as Amazon asks; otherwise what is wrong with it. */
export function findUserAgentFault(
  userAgent: string | undefined,
): 'missing' | 'too_long' | 'malformed' | null {
  if (!userAgent) return 'missing'
  if (userAgent.length > MAX_LENGTH) return 'too_long'
  return FORM.test(userAgent) ? null : 'malformed'
}

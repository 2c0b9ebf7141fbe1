/**
 * What the dashboard may load and talk to: this server, nothing else. No inline script and no eval. Inline styles are
 * allowed because its components position themselves with them; they can show nothing that is not there already.
 */
export const dashboardPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * A seller's consent to a public application ends after this many days, whatever happens; a token that a private
 * application authorised for itself does not. Source: Renew Authorizations.
 */
export const consentDays = 365

/** How many days before its end a consent is called due for renewal, calm first. */
export const renewalWarningDays = [60, 30, 7] as const

export type RenewalWarning = (typeof renewalWarningDays)[number]

const dayMs = 24 * 60 * 60_000

/** The most urgent warning that applies, or null: it does not end, or not soon. One that has ended warns like its last week. */
export function renewalWarning(expiresAt: Date | null, now: Date): RenewalWarning | null {
  if (expiresAt === null) return null
  const left = expiresAt.getTime() - now.getTime()
  return renewalWarningDays.findLast((days) => left <= days * dayMs) ?? null
}

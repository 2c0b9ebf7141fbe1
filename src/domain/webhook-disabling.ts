import { disableAfterHours } from './webhook-retry.ts'

/** Why a webhook was disabled, by code, in the words that are kept with it. */
export const disabledReasons = {
  fell_behind:
    'It fell behind the changes that are kept. Read the list of orders once, then resume with {"skip": true}.',
  failing: `Every delivery failed for ${disableAfterHours} hours. Resume it when the receiver works again.`,
} as const

export type DisabledCode = keyof typeof disabledReasons

export const disabledCodes = Object.keys(disabledReasons) as readonly DisabledCode[]

/** The code of a reason as it is kept; null for none, and for the words of another version. */
export function disabledCodeOf(reason: string | null): DisabledCode | null {
  return disabledCodes.find((code) => disabledReasons[code] === reason) ?? null
}

import { useTranslation } from 'react-i18next'
import { ApiProblem, Unreachable } from '../api/problem.ts'
import type { messages } from './en/index.ts'

type ApiCode = keyof typeof messages.problem.api
type ReasonCode = keyof typeof messages.problem.reason

/** Says what went wrong in the reader's language, by code; what has no text here, in the API's own words. */
export function useProblemText(): (error: unknown) => string {
  const { t } = useTranslation('problem')
  return (error) => {
    if (error instanceof Unreachable) return t('unreachable')
    if (!(error instanceof ApiProblem)) return t('unexpected')
    // Not the API answers so, but what stands before it, such as a proxy: in no language of a reader.
    if (error.code === `http_${error.status}`)
      return t(isGateway(error.status) ? 'unreachable' : 'unexpected')
    // A code of a newer server than this page knows has the server's own sentence.
    return t(`api.${error.code as ApiCode}`, { defaultValue: error.message })
  }
}

/** Whether what stands before the API says that it does not reach it. */
function isGateway(status: number): boolean {
  return status >= 502 && status <= 504
}

/** Says why a run ended as it did. */
export function useReasonText(): (code: string, fallback: string) => string {
  const { t } = useTranslation('problem')
  return (code, fallback) => t(`reason.${code as ReasonCode}`, { defaultValue: fallback })
}

/** Says what a problem means of which only the code is known, as in an address that the API sent a browser to. */
export function useCodeText(): (code: string) => string {
  const { t } = useTranslation('problem')
  return (code) => t(`api.${code as ApiCode}`, { defaultValue: t('unexpected') })
}

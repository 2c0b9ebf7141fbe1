import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'
import { useSession } from '../../session/use-session.ts'

/** Says why connecting did not work; to an operator, that what only operators may do is theirs to do. */
export function useConnectProblemText(): (error: unknown) => string {
  const { t } = useTranslation('connect')
  const problemText = useProblemText()
  const { role } = useSession()
  return (error) => {
    const isShared = error instanceof ApiProblem && error.code === 'seller_connected_elsewhere'
    return isShared && role === 'operator' ? t('shared.inTheWay') : problemText(error)
  }
}

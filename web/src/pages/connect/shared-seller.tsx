import { Checkbox } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ApiProblem } from '../../api/problem.ts'
import { useSession } from '../../session/use-session.ts'

interface SharedSellerProps {
  readonly isShared: boolean
  readonly onChange: (isShared: boolean) => void
  /** Why connecting did not work, if it did not. */
  readonly error: unknown
}

/** An operator may let two tenants have one seller: asked where that is what stands in the way. */
export function SharedSeller({ isShared, onChange, error }: SharedSellerProps) {
  const { t } = useTranslation('connect')
  const { role } = useSession()
  const isInTheWay = error instanceof ApiProblem && error.code === 'seller_connected_elsewhere'
  if (role !== 'operator' || !(isShared || isInTheWay)) return null
  return (
    <Checkbox
      label={t('shared.label')}
      description={t('shared.text')}
      checked={isShared}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  )
}

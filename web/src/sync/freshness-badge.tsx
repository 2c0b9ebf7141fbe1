import { useTranslation } from 'react-i18next'
import { Badge } from '../ui/badge.tsx'
import { type Freshness, freshnessTones } from './freshness.ts'

export function FreshnessBadge({ freshness }: { readonly freshness: Freshness }) {
  const { t } = useTranslation('sync')
  return <Badge tone={freshnessTones[freshness]}>{t(`freshness.${freshness}`)}</Badge>
}

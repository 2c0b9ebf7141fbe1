import { Button, CloseButton } from '@mantine/core'
import { IconMap2 } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { fleetQuery } from '../data/fleet.ts'
import { useSession } from '../session/use-session.ts'
import { recallTenant, useTenantId } from '../session/use-tenant.ts'
import classes from './tour-card.module.css'
import { tenantWithOrders, tourStepsOf } from './tour-steps.ts'
import { useTour } from './use-tour.ts'

/** A short way through the simulated fleet, above whatever page one is on. It stands in nobody's way. */
export function TourCard() {
  const { t } = useTranslation(['tour', 'common'])
  const { role } = useSession()
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const tenantId = useTenantId()
  const tour = useTour()
  const steps = tourStepsOf(role)
  const index = Math.min(tour.step ?? 0, steps.length - 1)
  const step = steps[index]
  if (tour.step === null || step === undefined) return null
  const isLast = index === steps.length - 1

  function goTo(next: number): void {
    tour.goTo(next)
    const { to, search = {} } = steps[next] ?? {}
    if (to === undefined) return
    // The fleet was shown two steps before. Nobody can search where no tenant is chosen, or one without orders.
    const { tenants = [] } = queryClient.getQueryData(fleetQuery.queryKey) ?? {}
    const shown = to === '/orders' ? tenantWithOrders(tenants, [tenantId, recallTenant()]) : null
    void navigate({ to, search: shown === null ? search : { ...search, tenantId: shown } })
  }
  return (
    <section className={classes.card} aria-label={t('label')}>
      <IconMap2 size={20} stroke={1.7} aria-hidden className={classes.icon} />
      <div className={classes.words} role="status">
        <strong>{t(`${step.name}.title`)}</strong>
        <p>{t(`${step.name}.text`)}</p>
      </div>
      <div className={classes.actions}>
        <span className={classes.place}>{t('place', { step: index + 1, of: steps.length })}</span>
        {index > 0 && (
          <Button size="compact-sm" variant="default" onClick={() => goTo(index - 1)}>
            {t('back')}
          </Button>
        )}
        <Button size="compact-sm" onClick={() => (isLast ? tour.dismiss() : goTo(index + 1))}>
          {t(isLast ? 'finish' : index === 0 ? 'begin' : 'next')}
        </Button>
        <CloseButton size="sm" aria-label={t('dismiss')} onClick={tour.dismiss} />
      </div>
    </section>
  )
}

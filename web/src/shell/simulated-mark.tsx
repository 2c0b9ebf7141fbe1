import { IconFlask } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useIsSimulated } from '../session/use-session.ts'
import classes from './simulated-mark.module.css'

/** On every page while Amazon is simulated, so that nobody takes what is shown for real. */
export function SimulatedMark() {
  const { t } = useTranslation()
  if (!useIsSimulated()) return null
  return (
    <p className={classes.mark} data-simulated-mark>
      <IconFlask size={15} stroke={1.9} aria-hidden />
      <strong>{t('simulated.label')}</strong>
      <span>{t('simulated.text')}</span>
    </p>
  )
}

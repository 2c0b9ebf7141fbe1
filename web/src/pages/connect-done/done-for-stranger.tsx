import { Title } from '@mantine/core'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useCodeText } from '../../i18n/use-problem-text.ts'
import { Preferences } from '../../shell/preferences.tsx'
import { SimulatedMark } from '../../shell/simulated-mark.tsx'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { useDocumentTitle } from '../../ui/use-document-title.ts'
import classes from './done-for-stranger.module.css'

const route = getRouteApi('/signed-in/connect/done')

/** How the consent ended, for a seller who is not signed in here. It says nothing about any tenant. */
export function DoneForStranger() {
  const { t } = useTranslation('connect')
  const { problem } = route.useSearch()
  const codeText = useCodeText()
  const title = problem === undefined ? t('done.title') : t('failed.title')
  useDocumentTitle(title)
  return (
    <div className={classes.page}>
      <SimulatedMark />
      <main className={classes.main}>
        <div className={classes.card}>
          <BrandMark size={36} />
          <Title order={1} mt="md">
            {title}
          </Title>
          <p>{problem === undefined ? t('done.stranger') : codeText(problem)}</p>
          {problem !== undefined && <p>{t('failed.stranger')}</p>}
          <Link to="/sign-in" className={classes.link}>
            {t('done.signIn')}
          </Link>
        </div>
      </main>
      <footer className={classes.footer}>
        <Preferences />
      </footer>
    </div>
  )
}

import { Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Navigate, useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCodeText } from '../../i18n/use-problem-text.ts'
import { sessionQuery } from '../../session/session.ts'
import { SignInForm } from '../../session/sign-in-form.tsx'
import { ConnectionBanner } from '../../shell/connection-banner.tsx'
import { Preferences } from '../../shell/preferences.tsx'
import { SimulatedMark } from '../../shell/simulated-mark.tsx'
import { AfterPaint } from '../../ui/after-paint.tsx'
import { BrandMark } from '../../ui/brand-mark.tsx'
import { Notice } from '../../ui/notice.tsx'
import { useDocumentTitle } from '../../ui/use-document-title.ts'
import { useIsHydrating } from '../../ui/use-is-hydrating.ts'
import classes from './page.module.css'
import { useSignInLink } from './use-sign-in-link.ts'

const route = getRouteApi('/sign-in')

/** Long enough for this page to be seen first. */
const frameAfterMs = 500

export function SignInPage() {
  const { t } = useTranslation('session')
  const { from = '/', problem } = route.useSearch()
  const codeText = useCodeText()
  const navigate = useNavigate()
  const link = useSignInLink()
  const { data: session } = useQuery({ ...sessionQuery, enabled: link !== 'working' })
  // The server knows nothing yet of what this browser prefers.
  const isHydrating = useIsHydrating()
  useDocumentTitle(t('title'))

  if (session) return <Navigate to={from} replace />
  return (
    <div className={classes.page}>
      <SimulatedMark />
      <ConnectionBanner />
      <main className={classes.main}>
        <div className={classes.card}>
          <BrandMark size={36} />
          <Title order={1} mt="md">
            {t('title')}
          </Title>
          <p className={classes.tagline}>{t('tagline')}</p>
          {problem !== undefined && <Notice tone="warn">{codeText(problem)}</Notice>}
          {link === 'failed' && (
            <Notice tone="warn" title={`${t('link.failed')}.`}>
              {t('link.failedText')}
            </Notice>
          )}
          {link === 'working' ? (
            <p role="status">{t('link.working')}</p>
          ) : (
            <SignInForm returnTo={from} onSignedIn={() => void navigate({ to: from, replace: true })} />
          )}
        </div>
      </main>
      <footer className={classes.footer}>
        {!isHydrating && (
          <AfterPaint>
            <Preferences />
            <FrameAhead />
          </AfterPaint>
        )}
      </footer>
    </div>
  )
}

/** Brings what surrounds the pages while somebody signs in. */
function FrameAhead() {
  useEffect(() => {
    // Whoever is signed in asks for it again when it does not come now.
    const bring = (): unknown => import('../../shell/signed-in-frame.tsx').catch(() => {})
    const timer = setTimeout(bring, frameAfterMs)
    return () => clearTimeout(timer)
  }, [])
  return null
}

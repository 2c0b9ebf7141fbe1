import { ActionIcon, Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconMenu2 } from '@tabler/icons-react'
import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { AfterPaint } from '../ui/after-paint.tsx'
import { BrandMark } from '../ui/brand-mark.tsx'
import { ConnectionBanner } from './connection-banner.tsx'
import { ForeignTenantNotice } from './foreign-tenant-notice.tsx'
import classes from './frame.module.css'
import { OldDataNotice } from './old-data-notice.tsx'
import { ShortcutsProvider } from './shortcuts.tsx'
import { Sidebar } from './sidebar.tsx'
import { SimulatedMark } from './simulated-mark.tsx'
import { TourCard } from './tour-card.tsx'

/** What surrounds every page: marks above, navigation beside, and on a phone behind a button. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [isMenuOpen, menu] = useDisclosure(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever went somewhere is done with the menu
  useEffect(menu.close, [path])

  return (
    <ShortcutsProvider>
      <a href="#content" className={classes.skip}>
        {t('skipToContent')}
      </a>
      <SimulatedMark />
      <ConnectionBanner />
      <div className={classes.frame}>
        <div className={classes.side}>
          <Sidebar />
        </div>
        <header className={classes.topBar}>
          <ActionIcon variant="subtle" color="gray" size={36} onClick={menu.open} aria-label={t('nav.open')}>
            <IconMenu2 size={20} />
          </ActionIcon>
          <BrandMark size={22} />
          <strong>{t('product')}</strong>
        </header>
        <main id="content" tabIndex={-1} className={classes.content}>
          <TourCard />
          <OldDataNotice />
          <ForeignTenantNotice />
          {children}
        </main>
      </div>
      <AfterPaint>
        <Drawer
          opened={isMenuOpen}
          onClose={menu.close}
          size={280}
          title={t('product')}
          closeButtonProps={{ 'aria-label': t('nav.close') }}
        >
          <Sidebar />
        </Drawer>
      </AfterPaint>
    </ShortcutsProvider>
  )
}

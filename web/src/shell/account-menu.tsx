import { Menu, UnstyledButton } from '@mantine/core'
import { IconBook, IconKeyboard, IconLogout, IconMap2, IconSelector } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useChange } from '../data/use-change.ts'
import { signOut } from '../session/session.ts'
import { useSession } from '../session/use-session.ts'
import classes from './account-menu.module.css'
import { Preferences } from './preferences.tsx'
import { useShortcutsHelp } from './shortcuts.tsx'
import { useTour } from './use-tour.ts'

/** As whom one is signed in, the settings of this browser, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation(['common', 'tour'])
  const session = useSession()
  const openShortcuts = useShortcutsHelp()
  const leave = useSignOut()
  const { restart } = useTour()
  return (
    <Menu position="top-start" width={270} withinPortal>
      <Menu.Target>
        <UnstyledButton className={classes.account}>
          <span className="visually-hidden">{t('account.label')}</span>
          <span className={classes.initial} aria-hidden>
            {session.name.slice(0, 1).toUpperCase()}
          </span>
          <span className={classes.who}>
            <span className={classes.name}>{session.name}</span>
            <span className={classes.role}>{t(`account.role.${session.role}`)}</span>
          </span>
          <IconSelector size={15} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <div className={classes.preferences}>
          <Preferences />
        </div>
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={openShortcuts}>
          {t('account.shortcuts')}
        </Menu.Item>
        {restart !== null && (
          <Menu.Item leftSection={<IconMap2 size={16} />} onClick={restart}>
            {t('tour:again')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconBook size={16} />} component="a" href="/docs" target="_blank">
          {t('nav.docs')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => leave()}>
          {t('account.signOut')}
        </Menu.Item>
        <Menu.Label>{t('account.version', { version: session.version })}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  )
}

/** Signs out, and loads the page anew so that nothing of what was shown stays in memory. */
function useSignOut(): () => void {
  const { change } = useChange({
    mutationFn: signOut,
    onSuccess: () => location.assign('/sign-in'),
  })
  return change
}

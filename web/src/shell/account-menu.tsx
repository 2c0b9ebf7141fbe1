import { Divider, Popover, UnstyledButton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import {
  IconBook,
  IconKeyboard,
  IconLogout,
  IconMap2,
  IconSelector,
  type TablerIcon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { useChange } from '../data/use-change.ts'
import { useProblemText } from '../i18n/use-problem-text.ts'
import { signOut } from '../session/session.ts'
import { useSession } from '../session/use-session.ts'
import classes from './account-menu.module.css'
import { Preferences } from './preferences.tsx'
import { useShortcutsHelp } from './shortcuts.tsx'
import { useTour } from './use-tour.ts'

/** As whom one is signed in, the settings of this browser, and the way out. No ARIA menu: such a one may hold no settings. */
export function AccountMenu() {
  const { t } = useTranslation(['common', 'tour'])
  const session = useSession()
  const [isOpen, menu] = useDisclosure(false)
  const openShortcuts = useShortcutsHelp()
  const leave = useSignOut()
  const { restart } = useTour()
  const closing = (act: () => void) => () => {
    menu.close()
    act()
  }
  return (
    <Popover
      opened={isOpen}
      onChange={menu.toggle}
      position="top-start"
      width={270}
      withinPortal
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.account} onClick={menu.toggle}>
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
      </Popover.Target>
      <Popover.Dropdown p={4} aria-label={t('account.label')}>
        <div className={classes.preferences}>
          <Preferences />
        </div>
        <Divider my={4} />
        <Entry icon={IconKeyboard} text={t('account.shortcuts')} onClick={closing(openShortcuts)} />
        {restart !== null && <Entry icon={IconMap2} text={t('tour:again')} onClick={closing(restart)} />}
        <a href="/docs" target="_blank" rel="noreferrer" className={classes.entry} onClick={menu.close}>
          <IconBook size={16} aria-hidden />
          {t('nav.docs')}
        </a>
        <Divider my={4} />
        <Entry icon={IconLogout} text={t('account.signOut')} onClick={() => leave()} />
        <p className={classes.version}>{t('account.version', { version: session.version })}</p>
      </Popover.Dropdown>
    </Popover>
  )
}

interface EntryProps {
  readonly icon: TablerIcon
  readonly text: string
  readonly onClick: () => void
}

function Entry({ icon: Icon, text, onClick }: EntryProps) {
  return (
    <UnstyledButton className={classes.entry} onClick={onClick}>
      <Icon size={16} aria-hidden />
      {text}
    </UnstyledButton>
  )
}

/** Signs out, and loads the page anew so that nothing of what was shown stays in memory. */
function useSignOut(): () => void {
  const { t } = useTranslation()
  const problemText = useProblemText()
  const { change } = useChange({
    mutationFn: signOut,
    onSuccess: () => location.assign('/sign-in'),
    onError: (error) =>
      notifications.show({ color: 'red', title: t('account.signOutFailed'), message: problemText(error) }),
  })
  return change
}

import { Kbd, Modal, Switch } from '@mantine/core'
import { useDisclosure, useLocalStorage } from '@mantine/hooks'
import { createContext, type ReactNode, useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { AfterPaint } from '../ui/after-paint.tsx'
import classes from './shortcuts.module.css'
import { useKeys } from './use-keys.ts'

interface Shortcuts {
  readonly areOn: boolean
  readonly openHelp: () => void
}

const ShortcutsContext = createContext<Shortcuts>({ areOn: true, openHelp: () => {} })

const list = [
  ['/', 'search'],
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['?', 'help'],
] as const

/** Single keys that act anywhere outside of a field. They can be switched off: voice input types them by accident. */
export function ShortcutsProvider({ children }: { readonly children: ReactNode }) {
  const { t } = useTranslation()
  const [areOn, setOn] = useLocalStorage({ key: 'ordersync-shortcuts', defaultValue: true })
  const [isOpen, help] = useDisclosure(false)
  useKeys(areOn, { '?': help.open })
  return (
    <ShortcutsContext value={{ areOn, openHelp: help.open }}>
      {children}
      <AfterPaint>
        <Modal
          opened={isOpen}
          onClose={help.close}
          title={t('shortcuts.title')}
          closeButtonProps={{ 'aria-label': t('action.close') }}
        >
          <dl className={classes.list}>
            {list.map(([key, label]) => (
              <div key={key} className={classes.entry}>
                <dt>{t(`shortcuts.${label}`)}</dt>
                <dd>
                  <Kbd>{key}</Kbd>
                </dd>
              </div>
            ))}
          </dl>
          <Switch
            mt="md"
            checked={areOn}
            onChange={(event) => setOn(event.currentTarget.checked)}
            label={t('shortcuts.enabled')}
          />
        </Modal>
      </AfterPaint>
    </ShortcutsContext>
  )
}

/** Opens the list of shortcuts. */
export function useShortcutsHelp(): () => void {
  return useContext(ShortcutsContext).openHelp
}

/** Acts on single keys while they are switched on and nobody is typing. */
export function useShortcuts(keys: Readonly<Record<string, () => void>>): void {
  const { areOn } = useContext(ShortcutsContext)
  useKeys(areOn, keys)
}

import { ActionIcon, Loader, Menu } from '@mantine/core'
import {
  IconDots,
  IconHistory,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnected,
  IconRefresh,
} from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FleetTenant } from '../../data/fleet.ts'
import { useConfirmedActions } from '../../sync/use-confirmed-actions.tsx'
import classes from './row-actions.module.css'

/** What can be done to a tenant. Most rows are never asked, so the menu is made when it is opened first. */
export function RowActions({ tenant }: { readonly tenant: FleetTenant }) {
  const { t } = useTranslation('fleet')
  const [wasOpened, setOpened] = useState(false)
  const label = t('actions', { name: tenant.displayName })
  if (wasOpened) return <ActionsMenu tenant={tenant} label={label} />
  return (
    <button type="button" className={classes.unopened} aria-label={label} onClick={() => setOpened(true)}>
      <IconDots size={17} />
    </button>
  )
}

function ActionsMenu({ tenant, label }: { readonly tenant: FleetTenant; readonly label: string }) {
  const { t } = useTranslation('sync')
  const actions = useConfirmedActions()
  const { tenantId, displayName, connectionStatus } = tenant
  const isConnected = connectionStatus === 'connected'
  const target = useRef<HTMLButtonElement>(null)

  /** What is chosen goes with the menu: the focus is back where the menu was opened, and comes back there from a question. */
  function choose(act: () => void): void {
    target.current?.focus()
    if (!actions.isPending) act()
  }
  return (
    <Menu defaultOpened position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon ref={target} variant="subtle" color="gray" size={30} aria-label={label}>
          {actions.isPending ? <Loader size={15} color="gray" /> : <IconDots size={17} />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isConnected && (
          <Menu.Item
            leftSection={<IconRefresh size={15} />}
            onClick={() => choose(() => actions.sync([tenantId]))}
          >
            {t('action.sync')}
          </Menu.Item>
        )}
        {isConnected && (
          <Menu.Item
            leftSection={<IconPlayerPause size={15} />}
            onClick={() => choose(() => actions.pause([tenantId], displayName))}
          >
            {t('action.pauseMore')}
          </Menu.Item>
        )}
        {connectionStatus === 'paused' && (
          <Menu.Item
            leftSection={<IconPlayerPlay size={15} />}
            onClick={() => choose(() => actions.resume([tenantId]))}
          >
            {t('action.resume')}
          </Menu.Item>
        )}
        {isConnected && (
          <Menu.Item
            leftSection={<IconHistory size={15} />}
            onClick={() => choose(() => actions.backfill([tenantId], displayName))}
          >
            {t('action.backfillMore')}
          </Menu.Item>
        )}
        <Menu.Item
          renderRoot={(props) => <Link to="/connect" search={{ tenantId }} {...props} />}
          leftSection={<IconPlugConnected size={15} />}
        >
          {t(connectionStatus === 'not_connected' ? 'action.connect' : 'action.reconnect')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

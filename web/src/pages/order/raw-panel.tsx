import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Panel } from '../../ui/panel.tsx'
import classes from './raw-panel.module.css'

/** Amazon's document as it is kept, for whoever has to look behind the page. */
export function RawPanel({ raw }: { readonly raw: unknown }) {
  const { t } = useTranslation('orders')
  const [isOpen, document] = useDisclosure(false)
  if (raw === undefined) return null
  const text = JSON.stringify(raw, null, 2)
  return (
    <Panel
      title={t('detail.raw')}
      aside={
        <span className={classes.aside}>
          <CopyButton text={text} what={t('detail.raw')} />
          <Button variant="subtle" size="compact-sm" onClick={document.toggle} aria-expanded={isOpen}>
            {isOpen ? t('detail.hide') : t('detail.show')}
          </Button>
        </span>
      }
    >
      <p className={classes.text}>{t('detail.rawText')}</p>
      {isOpen && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a part that scrolls must be reachable by keys
        <pre className={classes.document} tabIndex={0}>
          {text}
        </pre>
      )}
    </Panel>
  )
}

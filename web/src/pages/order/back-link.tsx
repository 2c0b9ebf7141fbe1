import { IconArrowLeft } from '@tabler/icons-react'
import { Link, useCanGoBack, useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './back-link.module.css'

/** Back to the list as it was left, with its filters and its page; to the whole list for whoever came by a link. */
export function BackLink() {
  const { t } = useTranslation('orders')
  const router = useRouter()
  const canGoBack = useCanGoBack()

  function goBack(event: MouseEvent): void {
    const wantsNewTab = event.metaKey || event.ctrlKey || event.shiftKey
    if (!canGoBack || wantsNewTab) return
    event.preventDefault()
    router.history.back()
  }
  return (
    <Link to="/orders" className={classes.back} onClick={goBack}>
      <IconArrowLeft size={15} aria-hidden />
      {t('detail.back')}
    </Link>
  )
}

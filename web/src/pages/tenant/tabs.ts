import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { TabId } from './tenant-search.ts'

interface TabProps {
  readonly tenantId: string
}

/** What each tab shows: loaded when it is opened. */
export const tabs: Readonly<Record<TabId, LazyExoticComponent<ComponentType<TabProps>>>> = {
  overview: lazy(() => import('./overview-tab.tsx').then(({ OverviewTab }) => ({ default: OverviewTab }))),
  history: lazy(() => import('./history-tab.tsx').then(({ HistoryTab }) => ({ default: HistoryTab }))),
  runs: lazy(() => import('./runs-tab.tsx').then(({ RunsTab }) => ({ default: RunsTab }))),
  lag: lazy(() => import('./lag-tab.tsx').then(({ LagTab }) => ({ default: LagTab }))),
  quotas: lazy(() => import('./quotas-tab.tsx').then(({ QuotasTab }) => ({ default: QuotasTab }))),
  quarantine: lazy(() =>
    import('./quarantine-tab.tsx').then(({ QuarantineTab }) => ({ default: QuarantineTab })),
  ),
  webhooks: lazy(() => import('./webhooks-tab.tsx').then(({ WebhooksTab }) => ({ default: WebhooksTab }))),
  keys: lazy(() => import('./keys-tab.tsx').then(({ KeysTab }) => ({ default: KeysTab }))),
  audit: lazy(() => import('./audit-tab.tsx').then(({ AuditTab }) => ({ default: AuditTab }))),
}

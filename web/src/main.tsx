import './app/ask-first.ts'
import './app/mantine.css'
import 'virtual:theme.css'
import './app/tokens.css'
import { StrictMode } from 'react'
import { createRoot, hydrateRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { askAhead } from './app/ask-ahead.ts'
import { createQueryClient } from './app/query-client.ts'
import { createAppRouter } from './app/router.ts'
import { startI18n } from './i18n/i18n.ts'
import { tellBrowserState } from './rendered/browser-state.ts'
import { takeEarly } from './rendered/early.ts'
import { takeRenderedPage } from './rendered/rendered-page.ts'

// A function, although modules can wait: the pages import from the same file, and would wait for it.
async function begin(root: HTMLElement): Promise<void> {
  const queryClient = createQueryClient()
  const rendered = takeRenderedPage(queryClient)
  const router = createAppRouter()
  askAhead(router, queryClient)
  // The words, the page and what it shows come side by side.
  const loaded = router.load()
  await startI18n()
  if (rendered !== null) await loaded

  const app = (
    <StrictMode>
      <App router={router} queryClient={queryClient} />
    </StrictMode>
  )
  const early = takeEarly(root)
  if (rendered?.isSame()) {
    hydrateRoot(root, app)
    early.repeat()
  } else createRoot(root).render(app)
  tellBrowserState()
}

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
void begin(root)

import './app/ask-first.ts'
import './app/mantine.css'
import 'virtual:theme.css'
import './app/tokens.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { askAhead } from './app/ask-ahead.ts'
import { createQueryClient } from './app/query-client.ts'
import { router } from './app/router.ts'
import { startI18n } from './i18n/i18n.ts'

const queryClient = createQueryClient()
askAhead(router, queryClient)
// The words, the page and what it shows come side by side.
void router.load()
await startI18n()

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no #root')
createRoot(root).render(
  <StrictMode>
    <App queryClient={queryClient} />
  </StrictMode>,
)

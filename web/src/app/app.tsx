import { MantineProvider } from '@mantine/core'
import { ModalsProvider } from '@mantine/modals'
import { Notifications } from '@mantine/notifications'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { AfterPaint } from '../ui/after-paint.tsx'
import { router } from './router.ts'
import { cssVariables, theme } from './theme.ts'

/** The whole dashboard. Mantine's `visibleFrom` and `hiddenFrom` do nothing here: they cost work at every start. */
export function App({ queryClient }: { readonly queryClient: QueryClient }) {
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
        <AfterPaint>
          <ModalsProvider>
            <Notifications position="bottom-right" />
          </ModalsProvider>
        </AfterPaint>
      </QueryClientProvider>
    </MantineProvider>
  )
}

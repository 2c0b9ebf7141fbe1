import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import type { AppRouter } from './router.ts'
import { theme } from './theme.ts'

interface AppProps {
  readonly router: AppRouter
  readonly queryClient: QueryClient
}

/** The whole dashboard. Mantine's `visibleFrom` and `hiddenFrom` do nothing here: they cost work at every start. */
export function App({ router, queryClient }: AppProps) {
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
    >
      <QueryClientProvider client={queryClient}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </MantineProvider>
  )
}

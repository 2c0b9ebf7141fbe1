import { notifications } from '@mantine/notifications'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useSingleFlight } from '../../data/use-single-flight.ts'
import { useProblemText } from '../../i18n/use-problem-text.ts'

interface Change {
  readonly make: () => Promise<void>
  readonly done: string
}

/** Changes something of a tenant and says what came of it. While it does, nothing else is begun. */
export function useTenantMutation(tenantId: string) {
  const queryClient = useQueryClient()
  const problemText = useProblemText()
  const mutation = useMutation({
    mutationFn: ({ make }: Change) => make(),
    onSuccess: (_, { done }) => notifications.show({ color: 'green', message: done }),
    onError: (error) => notifications.show({ color: 'red', message: problemText(error) }),
    onSettled: () => queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[1] === tenantId }),
  })
  const start = useSingleFlight(mutation)
  return {
    isPending: mutation.isPending,
    /** `done` is said when it worked. */
    run: (make: () => Promise<void>, done: string) => {
      start({ make, done })
    },
  }
}

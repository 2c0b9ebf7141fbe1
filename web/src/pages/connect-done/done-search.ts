/** What the address says of how a consent ended. */
export interface DoneSearch {
  readonly connectionId?: string | undefined
  /** Why nothing was connected: a code of the API. */
  readonly problem?: string | undefined
  /** What was asked for, to begin again with. */
  readonly marketplaceId?: string | undefined
  /** Why a pasted token could not be checked: a reason of the API. */
  readonly note?: string | undefined
}

/** Drops what an edited address holds that makes no sense. */
export function toDoneSearch(search: Record<string, unknown>): DoneSearch {
  const word = (name: string, pattern: RegExp): string | undefined => {
    const value = search[name]
    return typeof value === 'string' && pattern.test(value) ? value : undefined
  }
  const [connectionId, marketplaceId] = [
    word('connectionId', /^[\w-]{1,80}$/),
    word('marketplaceId', /^A[A-Z0-9]{9,20}$/),
  ]
  const note = word('note', /^\w{1,60}$/)
  // A problem that cannot be read is one all the same.
  const problem =
    search.problem === undefined ? undefined : (word('problem', /^\w{1,60}$/) ?? 'internal_error')
  return {
    ...(connectionId === undefined ? {} : { connectionId }),
    ...(marketplaceId === undefined ? {} : { marketplaceId }),
    ...(problem === undefined ? {} : { problem }),
    ...(note === undefined ? {} : { note }),
  }
}

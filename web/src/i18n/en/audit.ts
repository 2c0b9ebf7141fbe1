/** Who did what. */
export const audit = {
  title: 'Audit log',
  export: 'Export CSV',
  exportFailed: 'The export did not begin',
  none: 'No entry fits',
  empty: 'Nothing is recorded yet',
  noneText: 'Changes and refusals of the last twelve months are kept.',
  filter: {
    method: 'Kind',
    everyMethod: 'Every kind',
    allowed: 'Permitted or refused',
    either: 'Permitted or refused',
    actor: 'Who',
    actorPlaceholder: 'Id of a key, as under API keys',
    from: 'From day (UTC)',
    to: 'To day (UTC)',
  },
  method: {
    POST: 'Asked for (POST)',
    PUT: 'Set (PUT)',
    PATCH: 'Changed (PATCH)',
    DELETE: 'Removed (DELETE)',
    GET: 'Read (GET)',
  },
  column: { at: 'At', actor: 'Who', action: 'What', allowed: 'Permission', address: 'From' },
  allowed: {
    yes: 'Permitted',
    no: 'Refused',
    yesText: 'The caller had the right to ask this. How it ended is not recorded.',
  },
} as const

/** Who did what. */
export const audit = {
  title: 'Audit log',
  export: 'Export CSV',
  exportFailed: 'The export did not begin',
  none: 'No entry fits',
  noneText: 'Changes and refusals of the last twelve months are kept.',
  filter: {
    method: 'Kind',
    everyMethod: 'Every kind',
    allowed: 'Allowed or refused',
    either: 'Allowed or refused',
    actor: 'Who',
    actorPlaceholder: 'Id of a key',
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
  column: { at: 'At', actor: 'Who', action: 'What', allowed: 'Allowed', address: 'From' },
  allowed: { yes: 'Allowed', no: 'Refused' },
} as const

/** How the sync is doing, and what can be done about it: on the fleet's page and on a tenant's. */
export const sync = {
  freshness: {
    current: 'Current',
    paused: 'Paused',
    renewal_due: 'Renewal due',
    never_synced: 'Never synced',
    late: 'Late',
    failing: 'Failing',
    action_required: 'Action required',
  },
  running: 'syncing …',
  live: { live: 'Live', polling: 'Not live: looking every few seconds' },
  step: {
    ok: 'Everything up to {{when}} is stored.',
    partial:
      'Everything up to {{when}} is stored, but for orders that could not be read: they are in the quarantine.',
    consentEnds:
      "The seller's consent ends on {{day}}: ask the seller to reconnect Amazon before that. Nothing is lost by it.",
    consentEnded:
      "The seller's consent ended on {{day}}: ask the seller to reconnect Amazon. Nothing is lost by it.",
    paused: 'Paused on request: nothing is synced until somebody resumes it.',
    firstRunning: 'The first sync is under way.',
    firstWaits: 'The first sync has not run yet; it starts by itself.',
    overdue: 'The sync that was due {{ago}} has not started: check that a worker is running.',
    stale: 'The last success was {{ago}}: look at its runs.',
    notConnected: "Nothing is connected: connect the seller's Amazon account.",
  },
  backfill: {
    in_progress: 'Running',
    paused: 'Paused',
    success: 'Complete',
    failed: 'Failed',
    cancelled: 'Cancelled',
    left: '{{time}} left',
  },
  action: {
    sync: 'Sync now',
    pause: 'Pause',
    pauseMore: 'Pause …',
    resume: 'Resume',
    backfill: 'Fetch history',
    backfillMore: 'Fetch history …',
    reconnect: 'Reconnect Amazon',
    connect: 'Connect Amazon',
    disconnect: 'Disconnect',
    disconnectMore: 'Disconnect …',
    cancel: 'Cancel the rest',
    cancelMore: 'Cancel …',
  },
  confirm: {
    pause: {
      title: 'Pause {{name}}?',
      text: 'New orders and changes do not arrive until somebody resumes it. Nothing is lost: what happens meanwhile is fetched then.',
    },
    backfill: {
      title: 'Fetch the history of {{name}}',
      text: "Fetches what is missing only. It draws on Amazon's quotas for reports, beside the regular sync, and can take hours.",
      days: 'Days back from today',
      range: 'A number of days from 1 to {{most}}',
    },
    cancel: {
      title: 'Cancel this backfill?',
      text: 'What it stored is kept. The rest is not fetched until somebody asks for it again.',
    },
    disconnect: {
      title: 'Disconnect {{seller}}?',
      text: 'The authorisation is deleted and nothing more is synced. The orders stay. To come back, the seller must connect Amazon again.',
    },
  },
  done: {
    sync_one: 'A sync was asked for.',
    sync_other: 'Syncs of {{count, number}} tenants were asked for.',
    pause_one: 'Paused.',
    pause_other: '{{count, number}} tenants are paused.',
    resume_one: 'It goes on.',
    resume_other: '{{count, number}} tenants go on.',
    backfill_one: 'What is missing of the history is being fetched.',
    backfill_other: 'What is missing of the history of {{count, number}} tenants is being fetched.',
    disconnect: 'Disconnected. The orders stay.',
    cancel: 'Cancelled. What was stored is kept.',
  },
  failed: {
    title: '{{tenant}}: not done',
    more_one: '{{count, number}} more could not be done.',
    more_other: '{{count, number}} more could not be done.',
  },
} as const

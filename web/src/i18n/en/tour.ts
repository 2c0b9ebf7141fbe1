/** A way through the simulated fleet for whoever starts it for the first time. */
export const tour = {
  label: 'Tour',
  place: '{{step}} of {{of}}',
  begin: 'Show me around',
  next: 'Next',
  back: 'Back',
  finish: 'Done',
  dismiss: 'Dismiss the tour',
  again: 'Show the tour',
  welcome: {
    title: 'Welcome. What you see here is alive, and none of it is real.',
    text: 'A simulated Amazon with its quotas, delays and bad days stands behind these sellers. Break what you like.',
  },
  fleet: {
    title: 'The fleet: everybody at a glance, who needs you first.',
    text: 'Every tenant says how far it is behind, why, and what to do. The rows follow by themselves.',
  },
  failing: {
    title: 'Trouble that was planted for you.',
    text: 'One seller gets nothing but errors from Amazon. Open it: its runs show every call that failed. It holds nobody up.',
  },
  orders: {
    title: 'Orders: found while you type.',
    text: 'Press / and type any six characters of a number, a SKU or a tracking number. The address keeps what you look at.',
  },
  connect: {
    title: 'Connect a seller, as yours would.',
    text: 'Choose a marketplace, agree on the simulated Amazon, and watch the first orders come and history fill behind them.',
  },
} as const

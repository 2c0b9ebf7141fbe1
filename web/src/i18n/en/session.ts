/** Signing in and out. */
export const session = {
  title: 'Sign in',
  tagline: 'Every Amazon order of every seller you serve, in your own PostgreSQL.',
  key: {
    label: 'API key',
    hint: 'Your operator gives you one; the first start printed the operator’s own. It is exchanged for a session and not kept in the browser.',
    submit: 'Sign in',
  },
  or: 'or',
  oidc: 'Sign in with single sign-on',
  oidcElsewhere: 'Opens in a new tab. Come back to this one afterwards: everything is as you left it.',
  link: {
    working: 'Signing you in …',
    failed: 'This sign-in link does not work any more',
    failedText:
      'A link works once and for a short while. Paste a key instead, or start Ordersync again for a new link.',
  },
  ended: {
    title: 'Your session has ended',
    text: 'Sign in with the same key or account and go on where you were: nothing you typed is lost. With another one you begin anew.',
  },
  signedOut: 'You are signed out.',
} as const

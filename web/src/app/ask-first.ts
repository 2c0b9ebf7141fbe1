// Evaluated before everything else: what every page behind the sign-in needs is on its way while the rest of the first file is
// still being evaluated. The router asks for it again, and says so when it does not come.
if (location.pathname !== '/sign-in') import('../shell/signed-in-frame.tsx').catch(() => {})

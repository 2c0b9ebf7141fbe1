const key = 'ordersync-return-to'

/** Keeps in this tab where somebody was, while they sign in somewhere else and come back to `/`. */
export function rememberReturn(address: string): void {
  sessionStorage.setItem(key, address)
}

/** Where somebody was before they signed in somewhere else; once. */
export function takeReturn(): string | null {
  const address = sessionStorage.getItem(key)
  sessionStorage.removeItem(key)
  return address
}

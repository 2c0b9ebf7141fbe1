declare global {
  /** What `start.js` noted: clicks and submitted forms. Not there in a page that the server did not render. */
  var early: { readonly noted: readonly Event[]; end(): void } | undefined
}

const setValue = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set

/**
 * What somebody did with the page before the dashboard took it over: nobody has been told of it yet. Call `repeat` as soon as
 * the take-over has begun, and only if the page stays the same.
 */
export function takeEarly(root: HTMLElement): { repeat(): void } {
  const typed = [...root.querySelectorAll('input')]
    .filter((input) => isText(input) && input.value !== input.defaultValue)
    .map((input) => [input, input.value] as const)
  const noted = globalThis.early?.noted ?? []
  globalThis.early?.end()
  return {
    repeat: () => {
      for (const [input, value] of typed) typeAgain(input, value)
      for (const { type, target } of noted) {
        if (type === 'submit' && target instanceof HTMLFormElement) target.requestSubmit()
        if (type === 'click' && target instanceof Element) {
          target.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, view: window }))
        }
      }
    },
  }
}

/** The first event lets React take over the part of the page that the field is in, at once. */
function typeAgain(input: HTMLInputElement, value: string): void {
  input.dispatchEvent(new Event('input', { bubbles: true }))
  // React tells of a change when a field has another value than it knows of.
  input.value = ''
  setValue?.call(input, value)
  input.dispatchEvent(new Event('input', { bubbles: true }))
}

function isText({ type }: HTMLInputElement): boolean {
  return type === 'text' || type === 'search' || type === 'password'
}

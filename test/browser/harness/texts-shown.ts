import type { Page } from 'playwright-core'

/** As much of the browser as is needed there. */
const readTexts = `(() => {
  const isForPeople = (element) => element.closest('code, pre, q, time, [lang]:not(html), script, style') === null
  const texts = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) if (isForPeople(walker.currentNode.parentElement)) texts.push(walker.currentNode.data)
  for (const element of document.querySelectorAll('[aria-label], [placeholder], [title]'))
    for (const name of ['aria-label', 'placeholder', 'title'])
      if (isForPeople(element)) texts.push(element.getAttribute(name) ?? '')
  return texts
})()`

/**
 * What the page says in words, seen and read aloud: texts with a word of more than three letters and without a figure, each once.
 * Quotations and what machines are told with stand in the language that they have.
 */
export async function textsShown(page: Page): Promise<ReadonlySet<string>> {
  const texts = await page.evaluate<readonly string[]>(readTexts)
  return new Set(
    texts.map((text) => text.trim()).filter((text) => /\p{L}{4}/u.test(text) && !/\d/.test(text)),
  )
}

import type { Order } from './order.ts'

/** The shortest text that can be searched for. The index has four characters in a row; shorter is slower (ADR 6). */
export const shortestSearch = 3

/**
 * Everything that an order can be found by, a line each: its number and tracking numbers, and with a tab before them
 * its SKUs and ASINs, which many orders share.
 */
export function searchTerms(order: Order): string {
  const own = [order.externalOrderId, ...(order.packages ?? []).map((pack) => pack.trackingNumber)]
  const lines = [...own.filter(isText).map(toSearchText), ...searchNames(order).map((name) => `\t${name}`)]
  return [...new Set(lines)].join('\n')
}

/** The SKUs and ASINs of an order, as they are searched for. */
export function searchNames(order: Order): readonly string[] {
  return [...new Set(order.items.flatMap((item) => [item.sku, item.asin].filter(isText).map(toSearchText)))]
}

/** Upper case, so that nobody has to hit the case, and no line breaks or tabs, which have a meaning in the index. */
export function toSearchText(text: string): string {
  return text
    .replaceAll(/\p{Cc}+/gu, ' ')
    .trim()
    .toUpperCase()
}

/** The text for LIKE: anything before and after it, and no character of it stands for others. */
export function toSearchPattern(text: string): string {
  return `%${text.replaceAll(/[\\%_]/g, '\\$&')}%`
}

function isText(value: string | undefined): value is string {
  return value !== undefined && value.trim() !== ''
}

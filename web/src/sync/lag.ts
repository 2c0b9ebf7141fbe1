interface Watermarked {
  readonly syncState: { readonly lastUpdatedAfter: string | null } | null
}

/**
 * How far what is stored lies behind, in ms: from the watermark to `now` of the server. Null while there is none; what
 * another system left there may be no date.
 */
export function lagMs({ syncState }: Watermarked, now: number): number | null {
  const watermark = Date.parse(syncState?.lastUpdatedAfter ?? '')
  return Number.isNaN(watermark) ? null : Math.max(0, now - watermark)
}

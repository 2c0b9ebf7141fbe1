/** The product's sign: orders going both ways. Decoration beside the name. */
export function BrandMark({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#4347c4" />
      <path
        d="M9 12.5h11.5M17 8.5l4 4-4 4M23 19.5H11.5M15 15.5l-4 4 4 4"
        fill="none"
        stroke="#fff"
        strokeWidth="2.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  )
}

/** Warp and weft: the sign of the product. */
export function Logo() {
  return (
    <svg viewBox="0 0 24 24" width={22} height={22} aria-hidden className="shrink-0">
      <rect width="24" height="24" rx="6.5" className="fill-accent" />
      <g className="stroke-on-accent" strokeWidth="2" strokeLinecap="round">
        <path d="M6.5 9h11M6.5 15h5" />
        <path d="M9 6.5v1M9 10.5v7M15 6.5v5M15 14.5v3" />
      </g>
    </svg>
  )
}

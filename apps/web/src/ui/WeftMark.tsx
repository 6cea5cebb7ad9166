/** The mark of the app: warp threads with weft passing over and under. */
export const WeftMark = () => (
  <svg width="22" height="22" viewBox="0 0 64 64" aria-hidden="true">
    <rect width="64" height="64" rx="15" fill="var(--accent-fill)" />
    <g fill="none" strokeWidth="5.5" strokeLinecap="round" stroke="#fff">
      <path d="M20 14v3M20 31v19M32 14v19M32 47v3M44 14v3M44 31v19" />
      <path d="M14 24h11M39 24h11M14 40h-.01M27 40h10M50 40h.01" stroke="#c9c6ff" />
    </g>
  </svg>
);

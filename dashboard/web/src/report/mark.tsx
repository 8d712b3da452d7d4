const FULL = ['high', 'good']
const HALF = ['moderate', 'fair']

/** Full: high or good; half: moderate or fair; ring: low or poor. The word stands beside it. */
export const Mark = ({ of }: { of: string }) => (
  <svg class="report-mark" viewBox="0 0 12 12" aria-hidden="true">
    <circle cx="6" cy="6" r="5.25" fill="none" stroke="currentColor" stroke-width="1.5" />
    {FULL.includes(of) && <circle cx="6" cy="6" r="5.5" fill="currentColor" />}
    {HALF.includes(of) && <path d="M6 .5a5.5 5.5 0 0 0 0 11z" fill="currentColor" />}
  </svg>
)

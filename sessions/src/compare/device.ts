import type { Device } from '@solestream/processing/analysis'

/** What measured a session, by the layouts of its insoles; none: a recorded centre of pressure. */
export function deviceOf(layouts: readonly string[]): Device {
  const ids = [...new Set(layouts)].toSorted()
  return ids.length > 0 ? { kind: 'pressure-insole', layout: ids.join(', ') } : { kind: 'other', layout: null }
}

/** Of a stored session: it was streamed by insoles, even where nobody kept which. */
export const storedDevice = (insoles: readonly { readonly layout: string }[]): Device =>
  insoles.length > 0 ? deviceOf(insoles.map(({ layout }) => layout)) : { kind: 'pressure-insole', layout: null }

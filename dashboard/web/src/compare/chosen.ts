import { signal } from '@preact/signals'

/** Sessions chosen to be compared, in the order of their start: at most two; choosing a third lets the first go. */
export const chosen = signal<readonly { readonly id: string; readonly started_utc: string }[]>([])

export function toggleChosen({ id, started_utc }: { readonly id: string; readonly started_utc: string }): void {
  const others = chosen.value.filter((one) => one.id !== id)
  if (others.length < chosen.value.length) chosen.value = others
  else chosen.value = [...others.slice(-1), { id, started_utc }].sort((a, b) => a.started_utc.localeCompare(b.started_utc))
}

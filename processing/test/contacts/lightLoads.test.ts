import { describe, expect, it } from 'vitest'
import { detect, MODES, walkSignal, type Mode, type Signal } from './signal.ts'

/** A walk of 20 s whose last toe-off is followed by a load that grows from `on_s` to `height` R within `rise_s`, and stays for 3 s. */
function thenStands(height: number, rise_s: number): { readonly signal: Signal; readonly on_s: number } {
  const signal = walkSignal({ seconds: 40, noise: 0.002 })
  const last = signal.offs.findLast((t) => t < 20)!
  const on_s = last + 0.4
  for (const [i, t] of signal.time_s.entries()) {
    if (t <= last) continue
    const load = t < on_s ? 0 : t < on_s + 3 ? height * Math.min(1, (t - on_s) / rise_s) : 0
    signal.force[i] = load + 0.002 * Math.sin(97 * i)
  }
  return { signal, on_s }
}

const contactsFrom = (mode: Mode, signal: Signal, from_s: number) =>
  detect(mode, signal).filter((e) => e.kind === 'initial-contact' && e.time_s > from_s)

describe.each(Object.keys(MODES) as Mode[])('%s contacts of a foot that steps into standing', (mode) => {
  it.each([0.22, 0.3, 0.6])('bearing %s of its usual load: one, at its time', (height) => {
    const { signal, on_s } = thenStands(height, 0.06)
    const contacts = contactsFrom(mode, signal, on_s - 0.2)
    expect(contacts).toHaveLength(1)
    expect(Math.abs(contacts[0]!.time_s - on_s)).toBeLessThan(0.015)
  })

  it.each([
    ['that creeps up', 0.3, 2.5],
    ['of a tenth', 0.1, 0.06],
  ])('none of a load %s', (_, height, rise_s) => {
    const { signal, on_s } = thenStands(height, rise_s)
    expect(contactsFrom(mode, signal, on_s - 0.2)).toEqual([])
  })
})

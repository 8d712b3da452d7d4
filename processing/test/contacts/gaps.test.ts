import { describe, expect, it } from 'vitest'
import { cut, detect, match, MODES, random, run, walkSignal } from './signal.ts'
import type { Mode } from './signal.ts'

describe.each(Object.keys(MODES) as Mode[])('%s contacts at gaps', (mode) => {
  const signal = walkSignal({ seconds: 60 })
  const index = (t: number): number => Math.round(t * 100)

  it('an event inside a short gap lies inside it, with low confidence', () => {
    const [contact, off] = [signal.contacts[20]!, signal.offs[30]!]
    const lost = [contact, off].map((t) => [index(t) - 4, index(t) + 5] as const)
    const events = run(MODES[mode]('left'), cut(signal, [], lost))
    for (const [kind, t] of [
      ['initial-contact', contact],
      ['toe-off', off],
    ] as const) {
      const e = events.find((x) => x.kind === kind && Math.abs(x.time_s - t) < 0.1)
      expect(e?.confidence).toBeLessThan(0.5)
      expect(Math.abs(e!.time_s - t)).toBeLessThanOrEqual(0.1)
    }
    expect(match(events, 'initial-contact', signal.contacts)).toMatchObject({ missed: 0, extra: 0 })
    expect(match(events, 'toe-off', signal.offs)).toMatchObject({ missed: 0, extra: 0 })
  })

  it('NaN samples are a gap', () => {
    const contact = signal.contacts[20]!
    const holed = { ...signal, force: signal.force.slice() }
    for (let i = index(contact) - 4; i < index(contact) + 5; i++) holed.force[i] = NaN
    const lost = [[index(contact) - 4, index(contact) + 5]] as const
    expect(detect(mode, holed)).toEqual(run(MODES[mode]('left'), cut(signal, [], lost)))
  })

  it('nothing is said of a long gap', () => {
    const [from, to] = [20.03, 31.57]
    const events = run(MODES[mode]('left'), cut(signal, [], [[index(from), index(to)]]))
    expect(events.filter((e) => e.time_s > from && e.time_s < to - 0.02)).toEqual([])
    expect(match(events, 'initial-contact', signal.contacts, 33)).toMatchObject({ missed: 0, extra: 0 })
  })

  it('with 1 % of samples lost in packets of five, all are found, and what no gap touches is as exact as without', () => {
    const next = random(5)
    const lost: (readonly [number, number])[] = []
    for (let i = 500; i < 5900; i += 5) if (next() < 0.01) lost.push([i, i + 5])
    expect(lost.length).toBeGreaterThan(5)
    const events = run(MODES[mode]('left'), cut(signal, [], lost))
    expect(match(events, 'initial-contact', signal.contacts)).toMatchObject({ missed: 0, extra: 0 })
    expect(match(events, 'toe-off', signal.offs)).toMatchObject({ missed: 0, extra: 0 })
    const sure = events.filter((e) => e.confidence >= 0.5)
    expect(sure.length).toBeGreaterThan(0.9 * events.length)
    const plain = detect(mode, signal)
    for (const e of sure) {
      const same = plain.find((p) => p.kind === e.kind && Math.abs(p.time_s - e.time_s) < 0.1)
      expect(Math.abs(same!.time_s - e.time_s)).toBeLessThan(0.002)
    }
  })

  it('samples that go back in time are left out', () => {
    const later = cut(signal, [3000])
    const again = cut(signal, [2000, 3000])[1]!
    const events = run(MODES[mode]('left'), [later[0]!, again, later[1]!])
    expect(match(events, 'initial-contact', signal.contacts)).toMatchObject({ missed: 0, extra: 0 })
  })
})

import { readFileSync } from 'node:fs'
import { COMMAND } from '@solestream/firmware-protocol'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { NoInsole, runConformance } from '../src/conformance/conformance.ts'
import type { Wanted } from '../src/conformance/find.ts'
import type { Verdict } from '../src/conformance/verdict.ts'
import { REQUIREMENTS } from '../src/conformance/requirements/index.ts'
import { BACKFILL_FAULTS, withFlash } from './conformance/backfillFaults.ts'
import { CONTROL_FAULTS } from './conformance/controlFaults.ts'
import { inspected } from './conformance/inspected.ts'
import { READ_FAULTS } from './conformance/readFaults.ts'
import { restingFeed } from './conformance/restingFeed.ts'
import { STREAM_FAULTS } from './conformance/streamFaults.ts'
import { WRITING_FAULTS } from './conformance/writingFaults.ts'
import { createVirtualRadio, type Sabotage } from './conformance/virtualRadio.ts'

const FAULTS = [...READ_FAULTS, ...STREAM_FAULTS, ...CONTROL_FAULTS, ...BACKFILL_FAULTS, ...WRITING_FAULTS]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance', 'Date'] })
})
afterEach(() => {
  expect(vi.getTimerCount()).toBe(0)
  vi.useRealTimers()
})

describe('the conformance kit', () => {
  it('knows every requirement of PROTOCOL.md, in its order: checked, or with the reason why not', () => {
    const text = readFileSync(new URL('../../firmware-protocol/PROTOCOL.md', import.meta.url), 'utf8')
    const written = [...text.matchAll(/^- \*\*(R-[A-Z]+-\d+)\*\*/gm)].map(([, id]) => id)
    expect(written.length).toBeGreaterThan(70)
    expect(REQUIREMENTS.map(({ id }) => id).toSorted()).toEqual(written.toSorted())
    for (const requirement of REQUIREMENTS) if ('because' in requirement) expect(requirement.because).not.toBe('')
  })

  it.each<readonly [string, Sabotage, readonly string[]]>([
    ['at MTU 247', {}, ['R-TARE-4', 'R-BACKFILL-7', 'R-CALIBRATION-6', 'R-SAMPLE-4']],
    ['at MTU 100', { mtu: 100 }, []],
    ['at MTU 23, with fragments', { mtu: 23 }, ['R-FRAGMENT-1', 'R-FRAGMENT-2']],
    ['at rest, so that it can be tared', { feed: restingFeed }, ['R-TARE-1', 'R-TARE-2', 'R-TARE-4']],
    ['at rest, and never calibrated', { feed: () => restingFeed(false) }, ['R-TARE-3']],
    ['without tare and calibration write', { plain: true }, ['R-CONTROL-6']],
    ['with its ring in flash', withFlash(37), ['R-BACKFILL-12']],
    ['without a ring', { plain: true, insole: { ring_s: 0 } }, ['R-CONTROL-6', 'R-STATUS-2']],
  ])('finds nothing wrong with the virtual insole %s', async (_, sabotage, seen) => {
    const { ok, judgements, brokenOff, identity } = await inspected(sabotage)
    expect(judgements.filter(({ verdict }) => verdict.state === 'fails' || verdict.state === 'falls-short')).toEqual([])
    expect(brokenOff).toEqual([])
    expect(ok).toBe(true)
    expect(identity?.serial).toBe('TEST-0042')
    for (const id of seen) expect(judgements.find((judgement) => judgement.id === id)?.verdict.state).toBe('holds')
  })

  it('changes nothing that the insole keeps unless it may', async () => {
    const radio = createVirtualRadio()
    const { ok, judgements } = await inspected({}, { mayWrite: false, alone: true, radio })
    expect(ok).toBe(true)
    const of = (id: string): Verdict | undefined => judgements.find((judgement) => judgement.id === id)?.verdict
    for (const id of ['R-TARE-1', 'R-TARE-4', 'R-CALIBRATION-2', 'R-CALIBRATION-5', 'R-CALIBRATION-6'])
      expect(of(id)).toEqual({ state: 'not-seen', because: expect.stringContaining('--write') as string })
    expect(of('R-SAMPLE-4')).toEqual({ state: 'not-seen', because: expect.stringContaining('--ask') as string })
    expect(of('R-CALIBRATION-4')).toMatchObject({ state: 'holds' })
    expect(radio.written).not.toContain(COMMAND.tare)
  })

  it('puts the calibration back when a link is lost in the middle of writing', async () => {
    let commits = 0
    const radio = createVirtualRadio({ dropsAt: (_, name) => name === 'calibrationCommit' && ++commits === 5 })
    const { ok, judgements, brokenOff } = await inspected({}, { radio })
    expect(brokenOff).toEqual([{ doing: 'writing a calibration', because: expect.stringContaining('the link was lost') as string }])
    expect(ok).toBe(false)
    expect(judgements.find(({ id }) => id === 'R-CALIBRATION-1')?.verdict.state).toBe('holds')
  })

  it('goes on after a link that was lost, and says what was broken off', async () => {
    let unknown = 0
    const { ok, judgements, brokenOff } = await inspected({ dropsAt: (command) => command[1] === 0x60 && ++unknown === 1 })
    expect(brokenOff.map(({ doing }) => doing)).toEqual(['sending what must be refused'])
    expect(ok).toBe(false)
    expect(judgements.find(({ id }) => id === 'R-BACKFILL-7')?.verdict.state).toBe('holds')
    expect(judgements.find(({ id }) => id === 'R-CONTROL-1')?.verdict.state).toBe('fails')
  })

  it('looks for the insole of one side or serial number only', async () => {
    const looking = async (wanted: Wanted): Promise<unknown> => {
      let done = false
      const result = runConformance({ radio: createVirtualRadio({ plain: true }), wanted })
        .then(
          ({ identity }) => identity?.serial,
          (error: unknown) => error,
        )
        .finally(() => (done = true))
      while (!done) await vi.advanceTimersByTimeAsync(100)
      return result
    }
    expect(await looking({ side: 'left' })).toBe('TEST-0042')
    expect(await looking({ serial: 'TEST-0042' })).toBe('TEST-0042')
    expect(await looking({ serial: '0042' })).toBe('TEST-0042')
    expect(await looking({ side: 'right' })).toBeInstanceOf(NoInsole)
    expect(await looking({ serial: '0043' })).toMatchObject({ message: 'no insole was heard with serial number 0043' })
  })

  it('has a seeded fault for each requirement that it checks', () => {
    const checked = REQUIREMENTS.filter((requirement) => 'judge' in requirement).map(({ id }) => id)
    expect([...new Set(FAULTS.map(({ requirement }) => requirement))].toSorted()).toEqual(checked.toSorted())
  })
})

describe('the conformance kit catches', () => {
  it.each(FAULTS.map((f) => [f.requirement, f.what, f] as const))('%s: %s', async (id, _, { sabotage, short }) => {
    const { judgements, ok } = await inspected(sabotage())
    expect(judgements.find((judgement) => judgement.id === id)?.verdict.state).toBe(short ? 'falls-short' : 'fails')
    if (!short) expect(ok).toBe(false)
  })
})

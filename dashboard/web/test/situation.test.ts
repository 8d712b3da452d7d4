import { beforeAll, describe, expect, it } from 'vitest'
import type { InsoleStatusDocument, StatusDocument } from '@solestream/dashboard-shared'
import type { Side } from '@solestream/processing/model'
import { insoleWords, isStreaming, silence_s, situations, type Seen } from '../src/words/situation.ts'
import { speak } from '../src/words/say.ts'

beforeAll(() => speak('en'))

const insole = (side: Side, link: InsoleStatusDocument['link'], since_s = 0): InsoleStatusDocument => ({
  side, link, detail: '', mend: null, since_s, serial: null, battery_percent: 80, clockError_ms: null, calibrationUse: null,
  samples: 0, lostSamples: 0, recoveredSamples: 0, outstandingSamples: 0,
}) // prettier-ignore

const status = (extra: Partial<StatusDocument> = {}): StatusDocument => ({
  source: { kind: 'ble', state: 'streaming', detail: '', mend: null },
  insoles: [insole('left', 'streaming'), insole('right', 'streaming')],
  recording: null,
  influx: null,
  warnings: [],
  leftRightClockError_ms: null,
  belt: {
    speed_m_s: null,
    incline_percent: null,
    teller: null,
    link: { state: 'none', name: null, detail: '', mend: null },
    canConnect: false,
  },
  feedback: null,
  sampleToHost_ms: null,
  calibration: { running: null, last: null },
  ...extra,
})

const seen = (
  extra: Partial<StatusDocument> = {},
  ages_s: Seen['ages_s'] = { left: 0, right: 0 },
  offline: Seen['offline'] = null,
): Seen => ({
  status: status(extra),
  statusAge_s: 0,
  offline,
  ages_s,
})
const recording: StatusDocument['recording'] = { id: 's', started_utc: '', seconds: 10, strides: 9, markers: [] }
const titles = (s: Seen): string[] => situations(s).map((x) => x.title)

describe('what is so and what to do next', () => {
  it('says nothing while all is well', () => expect(situations(seen())).toEqual([]))

  it('waits for both, then for one, each with a step', () => {
    const source = { kind: 'ble', state: 'waiting', detail: '', mend: null } as const
    const both = situations(seen({ source, insoles: [] }, { left: null, right: null }))
    expect(both.map((s) => s.title)).toEqual(['Waiting for both insoles'])
    expect(both[0]!.text).toContain('Press the button')
    const one = seen({ source, insoles: [insole('left', 'streaming'), insole('right', 'searching')] }, { left: 0, right: null })
    expect(titles(one)).toEqual(['Left is here, right is missing'])
  })

  it('tells a lost insole with its age, that the recording goes on, and only then', () => {
    const lost = seen({ insoles: [insole('left', 'streaming'), insole('right', 'lost', 3)], recording }, { left: 0, right: 3 })
    const [first] = situations(lost)
    expect(first!.title).toBe('Right lost for 3 s, trying again')
    expect(first!.text).toContain('Recording goes on')
    expect(first!.attention).toBe(true)
    expect(situations({ ...lost, status: { ...lost.status!, recording: null } })[0]!.text).not.toContain('Recording goes on')
  })

  it('notices silence by itself, before the link says so', () => {
    expect(titles(seen({ recording }, { left: 0, right: 1 }))).toEqual(['Right lost for 1 s, trying again'])
    expect(isStreaming(seen({}, { left: 0, right: 1 }), 'right')).toBe(false)
  })

  it('knows a page that was opened after the loss', () => {
    const late = seen({ insoles: [insole('left', 'streaming'), insole('right', 'lost', 7.4)] }, { left: 0, right: null })
    expect(titles(late)).toEqual(['Right lost for 7 s, trying again'])
    expect(silence_s(late, 'right')).toBe(7)
    expect(silence_s(late, 'left')).toBeNull()
  })

  it('names missing Bluetooth with its mend, alone', () => {
    const source = { kind: 'ble', state: 'failed', detail: 'No adapter.', mend: 'Run `rfkill unblock bluetooth`.' } as const
    const all = situations(seen({ source, insoles: [] }, { left: null, right: null }))
    expect(all).toEqual([expect.objectContaining({ title: 'Bluetooth is not available', mend: source.mend, attention: true })])
  })

  it('says that Bluetooth was switched off, once, waiting or in mid-recording', () => {
    const mend = 'Switch it on: `rfkill unblock bluetooth`'
    const waiting = { kind: 'ble', state: 'waiting', detail: 'Bluetooth is switched off.', mend } as const
    expect(titles(seen({ source: waiting, insoles: [] }, { left: null, right: null }))).toEqual(['Bluetooth is switched off.'])
    const lost = { ...waiting, state: 'lost' } as const
    const insoles = (['left', 'right'] as const).map((side) => ({ ...insole(side, 'lost', 2), mend: 'Switch the insole on.' }))
    const all = situations(seen({ source: lost, insoles, recording }, { left: 2, right: 2 }))
    expect(all.map((s) => s.title)).toEqual([
      'Bluetooth is switched off.',
      'Left lost for 2 s, trying again',
      'Right lost for 2 s, trying again',
    ])
    // The source's own words about lost insoles add nothing.
    const same = { ...lost, detail: 'The left insole is lost.', mend: 'Switch the insole on.' }
    expect(titles(seen({ source: same, insoles, recording }, { left: 2, right: 2 }))).toHaveLength(2)
  })

  it('tells of a second insole that was turned down while the first one streams', () => {
    const left = { ...insole('left', 'streaming'), detail: 'Two insoles say they are the left one.', mend: 'Switch one of them off.' }
    expect(situations(seen({ insoles: [left, insole('right', 'streaming')] }))).toEqual([
      expect.objectContaining({ title: left.detail, mend: left.mend, attention: true }),
    ])
  })

  it('tells a database that is behind from one at work, and that nothing is lost', () => {
    expect(titles(seen({ influx: { state: 'ok', backlog: 12, deadLetters: 0 } }))).toEqual([])
    const [behind] = situations(seen({ influx: { state: 'absent', backlog: 1284, deadLetters: 0 } }))
    expect(behind!.title).toBe('The database is behind')
    expect(behind!.text).toContain('Nothing is lost')
    expect(behind!.text).toContain('1284')
    expect(titles(seen({ influx: { state: 'refused', backlog: 3, deadLetters: 2 } }))).toEqual(['The database refuses the data'])
    expect(titles(seen({ influx: { state: 'ok', backlog: 0, deadLetters: 2 } }))).toEqual(['The database refused 2 entries for good'])
  })

  it('passes warnings on with their mend', () => {
    expect(situations(seen({ warnings: [{ text: 'The disk is nearly full.', mend: 'Free some space.' }] }))).toEqual([
      expect.objectContaining({ title: 'The disk is nearly full.', mend: 'Free some space.', attention: true }),
    ])
  })

  it('says that the server is gone before anything else', () => {
    const gone = situations(seen({ recording, warnings: [{ text: 'x', mend: 'y' }] }, { left: 5, right: 5 }, { since_s: 5, retry_s: 1.2 }))
    expect(gone).toHaveLength(1)
    expect(gone[0]!.title).toBe('No connection to solestream for 5 s')
    expect(gone[0]!.text).toContain('in 2 s')
  })

  it('has no alarm after the end', () => {
    const ended = seen({ source: { kind: 'replay', state: 'ended', detail: '', mend: null }, recording }, { left: 9, right: 9 })
    expect(situations(ended).map((s) => [s.title, s.attention])).toEqual([['The replay has ended', false]])
  })
})

describe('an insole in a few words', () => {
  it('counts on between two statuses', () => {
    expect(insoleWords(insole('left', 'lost', 3), 2)).toBe('lost, 5 s ago')
    expect(insoleWords(insole('left', 'searching', 12), 0)).toBe('looking, 12 s')
    expect(insoleWords(undefined, 0)).toBe('looking')
  })
})

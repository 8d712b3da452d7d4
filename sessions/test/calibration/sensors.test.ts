import { describe, expect, it } from 'vitest'
import { openRecording } from '@solestream/ingest/recordings'
import type { Quality, SideQuality } from '@solestream/processing/model'
import { demo16 } from '@solestream/ingest/virtual'
import { analysisText, analyzeDocument, analyzeRecording } from '@solestream/sessions'
import { warningsOf } from '../../src/run/warnings.ts'
import { person } from './person.ts'

describe('a sensor that does not measure', () => {
  it('is named live, with the session, and by analyze, which tells the calibration too', async () => {
    const { data, until, record } = await person({ dead: [{ side: 'left', sensor: 3 }], gainError_percent: { left: 0, right: 0 } })
    const { warnings } = await until((status) => status.warnings.length > 0)
    expect(warnings.map(({ text }) => text)).toEqual(['Left insole without signal: sensor 4 (lateral heel).'])

    const { session, result } = await record(20)
    expect(result!.quality.sides.left!.deadSensors).toEqual([3])
    expect(session.insoles[0]!.regions[3]).toBe('heelL')

    const recording = await openRecording(data.journal(session.id))
    const analysis = await analyzeRecording(recording, { mode: 'offline' })
    const document = analyzeDocument(analysis, '1') as {
      quality: { deadSensors: unknown; stuckSensors: unknown; clockError_ms: unknown }
      recording: { calibration: unknown }
    }
    expect(document.quality).toMatchObject({ deadSensors: [{ side: 'left', sensor: 4, region: 'heelL' }], stuckSensors: [] })
    expect(document.recording.calibration).toEqual({
      left: session.insoles[0]!.calibration,
      right: session.insoles[1]!.calibration,
    })
    const text = analysisText(analysis, 'walk')
    expect(text).toContain('without signal: sensor 4 (lateral heel)')
    expect(text).toMatch(/calibration simulated-1-left \(vendor\) of 20/)
  })

  it('is said to be stuck where it stands at one value', () => {
    const side: SideQuality = {
      samples: 1,
      recoveredSamples: 0,
      lostSamples: 0,
      gaps: [],
      saturatedSamples: 0,
      baselineDrift_percent: null,
      deadSensors: [],
      stuckSensors: [0, 5],
      coverage_percent: 100,
      rate_Hz: 100,
    }
    const quality: Quality = { sides: { right: side }, coverage_percent: 100, clockError_ms: null }
    const facts = { fault: null, freeBytes: 1e12, recording: null, influx: null, quality }
    const words = (layout: (side: 'left' | 'right') => ReturnType<typeof demo16> | null) =>
      warningsOf({ ...facts, layout }).map(({ text }) => text)
    const [first, sixth] = [demo16('right').sensors[0]!.region, demo16('right').sensors[5]!.region]
    expect([first, sixth]).not.toContain('unknown')
    expect(words(demo16)[0]).toMatch(/^Right insole stuck at one value: sensor 1 \(.+\), sensor 6 \(.+\)\.$/)
    expect(words(() => null)).toEqual(['Right insole stuck at one value: sensor 1, sensor 6.'])
  })
})

import { describe, expect, it } from 'vitest'
import { createGait } from '@solestream/processing/analysis'
import { METRICS, SESSION_METRIC_NAMES, STRIDE_METRIC_NAMES } from '@solestream/processing/model'
import { cannot, summarize } from '../src/analysis/summary/index.ts'
import { insole, insoles, packets, walk } from './walker.ts'

describe('the table of metrics', () => {
  it('names each metric once, with its unit at the end', () => {
    expect(new Set([...STRIDE_METRIC_NAMES, ...SESSION_METRIC_NAMES]).size).toBe(STRIDE_METRIC_NAMES.length + SESSION_METRIC_NAMES.length)
    const suffix: Readonly<Record<string, RegExp>> = { s: /_s$/, '%': /_percent$/, ratio: /_ratio$/, N: /_N$/, kPa: /_kPa$/, mm: /_mm$/ }
    for (const [name, { unit, definition, source }] of Object.entries(METRICS)) {
      if (suffix[unit]) expect(name).toMatch(suffix[unit])
      expect(definition.length, name).toBeGreaterThan(5)
      expect(source, name).toMatch(/\S/)
    }
  })
})

describe('a figure of a whole recording', () => {
  it('is in the summary of two feet that walk, or is named with its reason', () => {
    const feet = walk({ seconds: 90, sensors: 6, seed: 11, calibrated: true })
    const machine = createGait({ insoles: insoles(feet), mode: 'offline' })
    for (const b of packets(feet, 100)) machine.push(b)
    machine.end()
    const { summary, unavailable } = machine.result()
    expect(summary.swingAsymmetry_percent?.both?.value).toBeGreaterThanOrEqual(0)
    for (const name of SESSION_METRIC_NAMES) {
      if (METRICS[name].posture === 'standing') continue
      const told = (['left', 'right', 'both'] as const).some((side) => summary[name]?.[side] !== undefined)
      const why = unavailable[name] ?? unavailable[`${name}.left`]
      expect(told || why !== undefined, name).toBe(true)
    }
  })

  it('is withheld below its minimum n, and where a need is not met', () => {
    const { unavailable } = summarize([], {})
    expect(unavailable['swingAsymmetry_percent']).toBe('0 pairs of valid strides have it, 5 are needed (0 strides in all)')
    expect(cannot([insole('left', 8)], [])['swingAsymmetry_percent']).toMatch(/right foot/)
  })
})

import { describe, expect, it } from 'vitest'
import { createGait } from '@solestream/processing/analysis'
import { METRICS, SAMPLE_FIGURE_NAMES, SESSION_METRIC_NAMES, STRIDE_METRIC_NAMES } from '@solestream/processing/model'
import { cannot, summarize } from '../../src/analysis/summary/index.ts'
import { insole, insoles, packets, walk } from '../walker.ts'

describe('the table of metrics', () => {
  it('names each metric once, with its unit at the end', () => {
    expect(new Set([...STRIDE_METRIC_NAMES, ...SESSION_METRIC_NAMES]).size).toBe(STRIDE_METRIC_NAMES.length + SESSION_METRIC_NAMES.length)
    const suffix: Readonly<Record<string, RegExp>> = {
      s: /_s$/,
      '%': /_percent$/,
      '/min': /_per_min$/,
      ratio: /_ratio$/,
      N: /_N$/,
      kPa: /_kPa$/,
      mm: /_mm$/,
      mm2: /_mm2$/,
      'mm/s': /_mm_s$/,
      m: /_m$/,
      'm/s': /_m_s$/,
      'm min': /_m_min$/,
      deg: /_deg$/,
    }
    for (const [name, { unit, definition, source }] of Object.entries(METRICS)) {
      if (suffix[unit]) expect(name).toMatch(suffix[unit])
      expect(definition.length, name).toBeGreaterThan(5)
      expect(source, name).toMatch(/\S/)
    }
  })
})

/** Those of standing come with the balance task. */
const OF_WALKING = SESSION_METRIC_NAMES.filter((name) => METRICS[name].posture !== 'standing')

describe('every figure of a whole recording', () => {
  const feet = walk({ seconds: 90, sensors: 6, seed: 11, calibrated: true })
  const machine = createGait({ insoles: insoles(feet), mode: 'offline' })
  for (const b of packets(feet, 100)) machine.push(b)
  machine.end()
  const { summary, unavailable } = machine.result()

  it.each(OF_WALKING)('%s is in the summary of two feet that walk, or is named with its reason', (name) => {
    const sides = METRICS[name].feet === 'both' ? (['both'] as const) : (['left', 'right'] as const)
    for (const side of sides) {
      const figure = summary[name]?.[side]
      const why = unavailable[name] ?? unavailable[`${name}.${side}`]
      if (figure === undefined) expect(why).toMatch(/\w+ \w+/)
      else {
        expect(why).toBeUndefined()
        expect(figure.n).toBeGreaterThanOrEqual(METRICS[name].minimumN)
        expect(Number.isFinite(figure.value)).toBe(true)
        if (figure.ci95) expect(figure.ci95[0]).toBeLessThanOrEqual(figure.ci95[1])
      }
    }
  })

  it('has those that 90 s of walking carry', () => {
    const ofStrides = OF_WALKING.filter((name) => !(SAMPLE_FIGURE_NAMES as readonly string[]).includes(name))
    expect(ofStrides.filter((name) => summary[name] === undefined)).toEqual(['speed_m_s', 'strideAlpha', 'impulseClosure_percent'])
    expect(unavailable['speed_m_s']).toBe('the belt speed is not known')
    expect(unavailable['strideAlpha.left']).toMatch(/^\d+ valid strides have it, 600 are needed/)
  })

  it('is withheld below its minimum n, and where a need is not met', () => {
    const none = summarize([], {}).unavailable
    expect(none['swingGaitAsymmetry_percent']).toBe('0 pairs of valid strides have it, 5 are needed (0 strides in all)')
    expect(none['strideVariability_percent.left']).toBe('0 valid strides have it, 50 are needed (0 strides in all)')
    expect(cannot([insole('left', 8)], [])['swingGaitAsymmetry_percent']).toMatch(/right foot/)
  })
})

import { SIDES, type Side } from '@solestream/processing/model'
import type { Appendix, ReportInput } from './report.ts'
import type { Words } from './words.ts'

type Session = ReportInput['document']['session']
type Result = NonNullable<ReportInput['document']['result']>
type Fact = readonly [name: string, value: string]

/** So many gaps are told one by one. */
const GAPS = 12

/** What the figures rest on: version, calibration, clocks, what arrived and what did not. */
export function methodsOf({ session, result }: ReportInput['document'], words: Words): Appendix['methods'] {
  const { say, numbers } = words
  const facts: Fact[] = [[say('report.recorded'), session.id]]
  if (result !== null) {
    facts.push([say('report.algorithm'), say(`report.${result.key.mode}`, { algorithm: result.key.algorithm })])
    for (const insole of session.insoles)
      facts.push([say('report.calibrationOf', { side: words.side(insole.side), serial: insole.serial }), calibrationOf(insole, words)])
    const clock = result.quality.clockError_ms
    if (clock !== null && clock.leftRight !== null)
      facts.push([say('report.clock'), say('report.plusMinus', { error: numbers.number(clock.leftRight, 1) })])
    for (const side of SIDES) facts.push(...ofSide(side, result.quality, words))
  }
  if (session.markers.length > 0)
    facts.push([
      say('report.markers'),
      session.markers.map(({ time_s, label }) => say('report.markerAt', { time: numbers.clock(time_s), label })).join('; '),
    ])
  return { title: say('report.methods'), facts }
}

function calibrationOf({ calibration: use }: Session['insoles'][number], { say, numbers }: Words): string {
  if (use === null) return say('report.uncalibrated')
  const { method, calibrated_utc, tared_utc, fit } = use
  const methods = { vendor: 'report.vendor', bench: 'report.bench', 'body-weight': 'report.bodyWeight' } as const
  const calibration =
    method === 'none'
      ? say('report.uncalibrated')
      : say('report.calibrated', {
          method: say(methods[method]),
          date: `${numbers.date(calibrated_utc)}, ${numbers.time(calibrated_utc)}`,
          fit:
            fit === null
              ? say('report.noFit')
              : say('report.fit', {
                  residual: numbers.number(fit.residual_percent, 1),
                  // Never better than it can be said.
                  gain: numbers.number(Math.max(0.1, Math.ceil(10 * fit.gainError_percent) / 10), 1),
                }),
        })
  return tared_utc === null
    ? calibration
    : say('report.tared', { calibration, date: `${numbers.date(tared_utc)}, ${numbers.time(tared_utc)}` })
}

function ofSide(side: Side, { sides, clockError_ms }: Result['quality'], words: Words): readonly Fact[] {
  const { say, numbers } = words
  const of = sides[side]
  const name = { side: words.side(side) }
  if (of === undefined) return [[say('report.samples', name), say('report.noData', name)]]
  const { gaps } = of
  const told = gaps.slice(0, GAPS).map((gap) => say('report.gapAt', { from: numbers.clock(gap.from_s), to: numbers.clock(gap.to_s) }))
  if (gaps.length > GAPS) told.push(say('report.moreGaps', { n: gaps.length - GAPS }))
  const error = clockError_ms?.[side] ?? null
  const stuck = of.stuckSensors ?? []
  const sensors = (list: readonly number[]): string => (list.length === 0 ? say('report.noGaps') : list.map((k) => k + 1).join(', '))
  return [
    [
      say('report.samples', name),
      say('report.samplesOf', {
        samples: numbers.number(of.samples),
        rate: of.rate_Hz === null ? '\u2013' : numbers.number(of.rate_Hz, 1),
        lost: numbers.number(of.lostSamples),
        recovered: numbers.number(of.recoveredSamples ?? 0),
        saturated: numbers.number(of.saturatedSamples),
      }),
    ],
    [say('report.gaps', name), told.length === 0 ? say('report.noGaps') : told.join(', ')],
    ...(error === null ? [] : [[say('report.clockEach', name), say('report.plusMinus', { error: numbers.number(error, 1) })] as const]),
    ...(of.baselineDrift_percent === null
      ? []
      : [[say('report.drift', name), say('report.percent', { value: numbers.signed(of.baselineDrift_percent) })] as const]),
    ...(of.deadSensors.length + stuck.length === 0
      ? []
      : [[say('report.sensors', name), say('report.sensorNumbers', { dead: sensors(of.deadSensors), stuck: sensors(stuck) })] as const]),
  ]
}

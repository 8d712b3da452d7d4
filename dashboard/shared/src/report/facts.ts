import { gradeOfRecording, lossOf } from './grade.ts'
import type { Fact, ReportInput } from './report.ts'
import { withUnit, type Words } from './words.ts'

/** Who, when, under which condition, how fast, and how good the data are. */
export function factsOf({ document, person }: ReportInput, { say, numbers }: Words): readonly Fact[] {
  const { session, result } = document
  const who = person?.name ?? session.pseudonym
  const mass = person?.bodyMass_kg ?? null
  const length = lengthOf(session)
  const time = numbers.time(session.started_utc)
  const speed = result?.summary.speed_m_s?.both?.value
  const about = [
    person === null ? null : session.pseudonym,
    mass === null ? null : say('report.bodyMass', { mass: numbers.number(mass, mass % 1 === 0 ? 0 : 1) }),
  ]
  return [
    { name: say('report.person'), value: who ?? say('report.nobody'), more: about.filter((w) => w !== null).join(', ') },
    {
      name: say('report.when'),
      value: numbers.date(session.started_utc),
      more: length === null ? say('report.stillRunning', { time }) : say('report.length', { time, length: numbers.clock(length) }),
    },
    { name: say('report.condition'), value: session.condition ?? say('report.noCondition'), more: say(`report.${session.task}`) },
    {
      name: say('report.speed'),
      value: speed === undefined ? say('report.speedUnknown') : withUnit(numbers.number(3.6 * speed, 1), 'km/h'),
      more: speed === undefined ? '' : say('report.speedOfBelt'),
    },
    ...(result === null ? [] : [qualityFact(result.quality, { say, numbers })]),
  ]
}

function qualityFact(quality: Parameters<typeof lossOf>[0], { say, numbers }: Pick<Words, 'say' | 'numbers'>): Fact {
  const grade = gradeOfRecording(quality)
  const loss = numbers.number(lossOf(quality), 1)
  const error = quality.clockError_ms?.leftRight ?? null
  const missing = (['left', 'right'] as const).filter((side) => quality.sides[side] === undefined)
  const more =
    missing.length > 0
      ? say('report.noData', { side: missing.map((side) => say(`common.${side}`)).join(', ') })
      : error === null
        ? say('report.loss', { loss })
        : say('report.lossAndClock', { loss, error: numbers.number(error, 1) })
  return { name: say('report.quality'), value: say(`quality.${grade}`), more, grade }
}

/** Seconds; null while it runs. */
export function lengthOf({ started_utc, ended_utc }: ReportInput['document']['session']): number | null {
  if (ended_utc === null) return null
  const seconds = (Date.parse(ended_utc) - Date.parse(started_utc)) / 1000
  return Number.isFinite(seconds) ? seconds : null
}

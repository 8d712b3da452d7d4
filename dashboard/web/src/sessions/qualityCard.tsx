import type { SessionDocument } from '@solestream/dashboard-shared'
import type { Marker, Quality } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { gapWords } from '../live/qualityStrip.tsx'
import { QualityMark } from '../shell/marks.tsx'
import { clock, number } from '../words/format.ts'
import { gradeOf } from '../words/quality.ts'

type StoredQuality = NonNullable<SessionDocument['result']>['quality']

const both = (read: (side: 'left' | 'right') => number | null | undefined, decimals: number, unit: string): string | null => {
  const parts = SIDES.flatMap((side) => {
    const value = read(side)
    return value === null || value === undefined
      ? []
      : [`${side === 'left' ? 'L' : 'R'} ${number(value, decimals)}${unit === '' ? '' : ` ${unit}`}`]
  })
  return parts.length === 0 ? null : parts.join(', ')
}

/** The whole length: what arrived, where it is missing, markers; and what is known of clocks and drift. */
export function QualityCard({ quality, markers, length_s }: { quality: StoredQuality; markers: readonly Marker[]; length_s: number }) {
  const error_ms = quality.clockError_ms?.leftRight ?? null
  const rows = [
    [
      'Loss',
      both(
        (s) =>
          quality.sides[s] && (100 * quality.sides[s].lostSamples) / Math.max(1, quality.sides[s].samples + quality.sides[s].lostSamples),
        2,
        '%',
      ),
    ],
    ['Recovered samples', both((s) => quality.sides[s]?.recoveredSamples || null, 0, '')],
    ['Clock, left against right', error_ms === null ? null : `\u00b1${number(error_ms, 1)} ms`],
    ['Zero drift', both((s) => quality.sides[s]?.baselineDrift_percent, 1, '%')],
    ['Rate', both((s) => quality.sides[s]?.rate_Hz, 1, 'Hz')],
    ['Saturated samples', both((s) => quality.sides[s]?.saturatedSamples, 0, '')],
    ['Dead sensors', both((s) => quality.sides[s]?.deadSensors.length || null, 0, '')],
  ].filter((row): row is [string, string] => row[1] !== null)
  return (
    <section class="card" aria-label="Quality">
      <div class="card-head">
        <h2>Quality</h2>
        <span class="note">coverage {number(quality.coverage_percent, 1)} %</span>
        <span class="note">
          <QualityMark graded={gradeOf(quality as Quality, SIDES, true)} short />
        </span>
      </div>
      <div class="lanes">
        {SIDES.map((side) => (
          <div class="lane-row" key={side}>
            <span>Data, {side}</span>
            <svg class={`lane ${side}`} viewBox="0 0 1000 14" preserveAspectRatio="none" aria-hidden="true">
              {quality.sides[side] !== undefined && <rect width="1000" height="8" class="data" />}
              {quality.sides[side]?.gaps.map((gap) => {
                const x = (1000 * gap.from_s) / length_s
                const width = Math.max(2, (1000 * (gap.to_s - gap.from_s)) / length_s)
                return (
                  <g key={gap.from_s}>
                    <rect class="gap" x={x} width={width} height="8" />
                    <path class="pointer" d={`M${x + width / 2} 9.5l3 4.5h-6z`} />
                  </g>
                )
              })}
            </svg>
            <span>
              {quality.sides[side] === undefined ? 'no data' : gapWords([quality.sides[side] as never]).replace('no gaps', 'complete')}
            </span>
          </div>
        ))}
        <div class="lane-row ticks" aria-hidden="true">
          <span />
          <div>
            {[0, 0.25, 0.5, 0.75, 1].map((part) => (
              <span key={part}>{clock(part * length_s)}</span>
            ))}
          </div>
          <span />
        </div>
      </div>
      {markers.length > 0 && (
        <ol class="markers" aria-label="Markers">
          {markers.map((m, i) => (
            <li key={i}>
              <b>{i + 1}</b> {m.label} <span class="note">at {clock(m.time_s)}</span>
            </li>
          ))}
        </ol>
      )}
      <dl class="facts">
        {rows.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

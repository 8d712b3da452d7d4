import type { ComponentChildren } from 'preact'
import type { SessionDocument } from '@solestream/dashboard-shared'
import type { Marker, Quality } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { gapWords } from '../live/qualityStrip.tsx'
import { QualityMark, SideMark } from '../shell/marks.tsx'
import { calibrationWords, fitWords } from '../words/calibration.ts'
import { sensorWords } from '../words/sensors.ts'
import { clock, number } from '../words/format.ts'
import { gradeOf } from '../words/quality.ts'
import { markerWords } from '../words/marker.ts'
import { rich, t } from '../words/say.ts'

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

const NOTE = { note: (words: ComponentChildren) => <span class="note">{words}</span> }

/** The whole length: what arrived, where it is missing, markers; and what is known of clocks and drift. */
export function QualityCard({
  quality,
  insoles,
  markers,
  length_s,
}: {
  quality: StoredQuality
  insoles: SessionDocument['session']['insoles']
  markers: readonly Marker[]
  length_s: number
}) {
  const error_ms = quality.clockError_ms?.leftRight ?? null
  const rows = [
    [
      t('sessions.loss'),
      both(
        (s) =>
          quality.sides[s] && (100 * quality.sides[s].lostSamples) / Math.max(1, quality.sides[s].samples + quality.sides[s].lostSamples),
        2,
        '%',
      ),
    ],
    [t('sessions.recovered'), both((s) => quality.sides[s]?.recoveredSamples || null, 0, '')],
    [t('sessions.clockBoth'), error_ms === null ? null : `\u00b1${number(error_ms, 1)} ms`],
    [t('sessions.clockEach'), both((s) => quality.clockError_ms?.[s], 1, 'ms')?.replace(/([LR]) /g, '$1 \u00b1') ?? null],
    [t('sessions.drift'), both((s) => quality.sides[s]?.baselineDrift_percent, 1, '%')],
    [t('sessions.rate'), both((s) => quality.sides[s]?.rate_Hz, 1, 'Hz')],
    [t('sessions.saturated'), both((s) => quality.sides[s]?.saturatedSamples, 0, '')],
    [t('sessions.dead'), sensorWords(quality, insoles, 'deadSensors')],
    [t('sessions.stuck'), sensorWords(quality, insoles, 'stuckSensors')],
  ].filter((row): row is [string, string] => row[1] !== null)
  return (
    <section class="card" aria-label={t('sessions.quality')}>
      <div class="card-head">
        <h2>{t('sessions.quality')}</h2>
        <span class="note">{t('sessions.coverage', { share: number(quality.coverage_percent, 1) })}</span>
        <span class="note">
          <QualityMark graded={gradeOf(quality as Quality, SIDES, true)} short />
        </span>
      </div>
      <div class="lanes">
        {SIDES.map((side) => (
          <div class="lane-row" key={side}>
            <span>{t('sessions.dataOf', { side: t(`common.${side}`) })}</span>
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
            <span>{quality.sides[side] === undefined ? t('sessions.noData') : gapWords([quality.sides[side]], 'sessions.complete')}</span>
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
        <ol class="markers" aria-label={t('sessions.markers')}>
          {markers.map((m, i) => (
            <li key={i}>
              <b>{i + 1}</b> {rich('sessions.markerAt', NOTE, { label: markerWords(m.label), time: clock(m.time_s) })}
            </li>
          ))}
        </ol>
      )}
      {insoles.length > 0 && (
        <ul class="calibrated" aria-label={t('sessions.calibration')}>
          {insoles.map(({ side, serial, calibration }, i) => (
            <li key={i}>
              <SideMark side={side} />
              <span>
                {calibrationWords(calibration)} <span class="note">{t('sessions.insole', { serial })}</span>
                {calibration?.fit && <span class="note">{fitWords(calibration.fit)}</span>}
              </span>
            </li>
          ))}
        </ul>
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

import { signal } from '@preact/signals'
import { PRESSURE_STOPS } from '../foot/pressureColours.ts'
import { number } from '../words/format.ts'
import { t } from '../words/say.ts'
import { KEPT_LINES } from './gaitLines.ts'
import { feet, layoutRevision } from './liveModel.ts'
import type { PressureScale } from './pressureScale.ts'

const KEY = 'solestream.pressureRange_kPa'
const CHOICES = [100, 200, 300, 400, 600]
const DEFAULT_kPa = 300

/** Chosen by a person and kept; never re-ranged by what comes in. 0: the layout's full scale. */
const chosen = signal<number>(stored())

function stored(): number {
  try {
    const value = Number(localStorage.getItem(KEY) ?? DEFAULT_kPa)
    return CHOICES.includes(value) || value === 0 ? value : DEFAULT_kPa
  } catch {
    return DEFAULT_kPa
  }
}

function choose(value: number): void {
  chosen.value = value
  try {
    localStorage.setItem(KEY, String(value))
  } catch {
    // Without storage the choice holds until the page is closed.
  }
}

/** Top of the colour scale for one foot, in the unit of its values. */
export function rangeOf(scale: PressureScale | null): number {
  if (scale === null) return 1
  const range = chosen.peek()
  return scale.unit === 'relative' || range === 0 ? scale.fullScale : Math.min(range, scale.fullScale)
}

/** Round numbers between 0 and the top: thirds where they are, else the half. */
const between = (top: number): readonly number[] => (top % 3 === 0 ? [top / 3, (2 * top) / 3] : [top / 2])

export function PressureLegend({ arbitrary }: { arbitrary: boolean }) {
  void layoutRevision.value
  void chosen.value
  const scale = feet.left.scale ?? feet.right.scale
  const top = rangeOf(scale)
  const unit = scale?.unit === 'kPa' ? 'kPa' : '%'
  const what = t(scale?.unit === 'kPa' ? 'live.pressure' : 'live.relativeLoad')
  return (
    <div class="legend">
      {scale !== null && (
        <div class="scale">
          <svg viewBox="0 0 160 8" preserveAspectRatio="none" aria-hidden="true">
            <linearGradient id="pressure">
              {PRESSURE_STOPS.map((stop, i) => (
                <stop key={stop} offset={i / (PRESSURE_STOPS.length - 1)} stop-color={stop} />
              ))}
            </linearGradient>
            <rect width="160" height="8" fill="url(#pressure)" />
          </svg>
          <div class="ticks" role="img" aria-label={t('live.scale', { top: number(top), unit })}>
            {[0, ...between(top)].map((v) => (
              <span key={v}>{number(v)}</span>
            ))}
            <span>
              {number(top)} {unit}
            </span>
          </div>
        </div>
      )}
      <div class="legend-words">
        {scale?.unit === 'kPa' ? (
          <label>
            {what}{' '}
            <select value={String(chosen.value)} onChange={(e) => choose(Number(e.currentTarget.value))}>
              {CHOICES.filter((c) => c < scale.fullScale).map((c) => (
                <option key={c} value={String(c)}>
                  {c} kPa
                </option>
              ))}
              <option value="0">{t('live.fullScale')}</option>
            </select>
          </label>
        ) : (
          <span>{scale === null ? '' : what}</span>
        )}
        {scale !== null && (
          <span class="note">
            {[...(arbitrary ? [t('live.notToScale')] : []), t('live.estimated'), t('live.gaitLines', { n: KEPT_LINES })].join(' \u00b7 ')}
          </span>
        )}
      </div>
    </div>
  )
}

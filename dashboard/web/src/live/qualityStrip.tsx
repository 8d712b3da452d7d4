import type { MessageKey } from '@solestream/dashboard-shared/language'
import type { Side, SideQuality } from '@solestream/processing/model'
import { SIDES } from '@solestream/processing/model'
import { SideMark } from '../shell/marks.tsx'
import { clock, number } from '../words/format.ts'
import { markerWords } from '../words/marker.ts'
import { t } from '../words/say.ts'
import { figures, status } from './liveModel.ts'
import { recordingSeconds } from './seen.ts'

/** The session so far: what arrived, where it is missing, and the markers. */
export function QualityStrip() {
  const seconds = recordingSeconds.value
  const recording = status.value?.recording ?? null
  if (seconds === null || recording === null) return null
  const quality = figures.value?.quality ?? null
  const length = Math.max(10, seconds)
  return (
    <section class="strip" aria-label={t('live.quality')}>
      <span>{t('live.quality')}</span>
      <div class="strip-sides" aria-hidden="true">
        <SideMark side="left" />
        <SideMark side="right" />
      </div>
      <div class="strip-lanes">
        {SIDES.map((side) => (
          <Lane key={side} side={side} of={quality?.sides[side]} length={length} seconds={seconds} />
        ))}
        {recording.markers.map((m, i) => (
          <Flag key={i} at={m.time_s / length} words={`${clock(m.time_s)} ${markerWords(m.label)}`} number={i + 1} />
        ))}
      </div>
      <span class="strip-words">{gapWords(SIDES.flatMap((side) => quality?.sides[side] ?? []))}</span>
    </section>
  )
}

function Lane({ side, of, length, seconds }: { side: Side; of: SideQuality | undefined; length: number; seconds: number }) {
  return (
    <svg class={`lane ${side}`} viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
      {of !== undefined && <rect width={(1000 * Math.min(seconds, length)) / length} height="8" class="data" />}
      {of?.gaps.map((gap) => (
        <rect
          key={gap.from_s}
          class="gap"
          x={(1000 * gap.from_s) / length}
          width={Math.max(2.5, (1000 * (gap.to_s - gap.from_s)) / length)}
          height="8"
        />
      ))}
    </svg>
  )
}

function Flag({ at, words, number: n }: { at: number; words: string; number: number }) {
  return (
    <span class="flag" style={{ left: `${100 * Math.min(1, Math.max(0, at))}%` }} title={words}>
      {n}
    </span>
  )
}

export function gapWords(sides: readonly Pick<SideQuality, 'gaps'>[], none: MessageKey = 'live.noGaps'): string {
  const gaps = sides.flatMap((s) => s.gaps)
  if (gaps.length === 0) return t(none)
  const seconds = gaps.reduce((sum, g) => sum + g.to_s - g.from_s, 0)
  return t('live.gaps', { n: gaps.length, count: number(gaps.length), seconds: number(seconds, 1) })
}

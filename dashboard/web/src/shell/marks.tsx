import type { Side } from '@solestream/processing/model'
import type { Graded } from '../words/quality.ts'
import { t } from '../words/say.ts'

/** Full: good; half: fair; ring: poor. The word always stands beside it. */
export function QualityMark({ graded, short = false }: { graded: Graded; short?: boolean }) {
  const { grade, because } = graded
  return (
    <span class="quality" title={because}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true">
        <circle cx="6" cy="6" r="5.25" class="ring" />
        {grade === 'good' && <circle cx="6" cy="6" r="5.5" class="fill" />}
        {grade === 'fair' && <path d="M6 .5a5.5 5.5 0 0 0 0 11z" class="fill" />}
      </svg>
      {short ? t(`quality.${grade}`) : t('quality.graded', { grade: t(`quality.${grade}`) })}
      {because !== '' && <span class="hidden">{t('quality.because', { because })}</span>}
    </span>
  )
}

export function AttentionMark() {
  return (
    <svg class="attention" width="18" height="16" viewBox="0 0 18 16" aria-hidden="true">
      <path d="M9 .8 17.4 15.2H.6z" />
      <text x="9" y="13.2" text-anchor="middle">
        !
      </text>
    </svg>
  )
}

export const SideMark = ({ side }: { side: Side }) => (
  <abbr class={`side ${side}`} title={t(`common.${side}`)}>
    {side === 'left' ? 'L' : 'R'}
  </abbr>
)

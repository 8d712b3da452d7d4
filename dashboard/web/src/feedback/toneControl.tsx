import { useEffect, useMemo, useState } from 'preact/hooks'
import { t } from '../words/say.ts'
import { markOf, shownOf } from './mark.ts'
import { feedback, lost } from './screenModel.ts'
import { Tone } from './tone.ts'

/** Sounds with each new step outside the band; the picture says the same. Whoever stands by can make it softer or turn it off. */
export function ToneControl() {
  const [, redraw] = useState(0)
  const tone = useMemo(() => new Tone(() => redraw((n) => n + 1)), [])
  const [muted, setMuted] = useState(false)
  const [loudness, setLoudness] = useState(0.4)
  useEffect(() => () => tone.end(), [])

  const now = feedback.value
  const plays = now !== null && now.plan.tone && shownOf(now, lost.value) === 'mark'
  // One more with every step that has a value.
  const steps = now === null ? 0 : now.blocks.reduce((sum, block) => sum + block.strides, 0)
  useEffect(() => {
    if (!plays || muted || now.value === null) return
    const { where } = markOf(now.value, now.plan)
    if (where !== 'inside') tone.sound(where, loudness)
  }, [steps])

  if (now === null || !now.plan.tone || now.done) return <span />
  if (!tone.ready)
    return (
      <button type="button" class="feedback-tone" onClick={() => void tone.wake()}>
        <Speaker on={false} /> {t('feedback.toneAsk')}
      </button>
    )
  return (
    <div class="feedback-tone-row">
      <button type="button" class="quiet feedback-tone" aria-pressed={!muted} onClick={() => setMuted(!muted)}>
        <Speaker on={!muted} /> {t(muted ? 'feedback.toneOff' : 'feedback.toneOn')}
      </button>
      {!muted && (
        <input
          type="range"
          min="0.05"
          max="1"
          step="0.05"
          value={loudness}
          aria-label={t('feedback.volume')}
          onInput={(event) => setLoudness(Number(event.currentTarget.value))}
        />
      )}
    </div>
  )
}

const Speaker = ({ on }: { on: boolean }) => (
  <svg width="28" height="24" viewBox="0 0 28 24" aria-hidden="true" class="feedback-speaker">
    <path d="M2 8h5l7-6v20l-7-6H2z" class="body" />
    {on ? <path d="M18 7q4 5 0 10M22 4q7 8 0 16" class="wave" /> : <path d="m18 8 8 8m0-8-8 8" class="wave" />}
  </svg>
)

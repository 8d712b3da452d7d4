import { useState } from 'preact/hooks'
import type { ComparisonDocument } from '@solestream/dashboard-shared'
import { numbers } from '../words/format.ts'
import { AttentionMark } from '../shell/marks.tsx'
import { t } from '../words/say.ts'

/** m/s, as the API takes them. */
export interface Speeds {
  readonly speedA?: string
  readonly speedB?: string
}

/** Were both walked at the same speed? Where that is not known, it can be typed. */
export function SpeedCard({ comparison, onSpeeds }: { comparison: ComparisonDocument; onSpeeds: (speeds: Speeds) => void }) {
  const { a, b, speed, warnings } = comparison
  const standing = a.task === 'balance' && b.task === 'balance'
  const { number } = numbers()
  const km_h = (m_s: number | null): string => (m_s === null ? '' : number(3.6 * m_s, 2))
  // What is said of the two speeds, and of too few baselines, is said on this page in the reader's language.
  const others = warnings.filter((warning) => !/^(The speed|\d+ baseline)/.test(warning))
  return (
    <section class="card" aria-labelledby="speed-first">
      <div class="card-head">
        <h2 id="speed-first">{t('compare.speedTitle')}</h2>
      </div>
      <p class="speed-check">
        {!standing && speed.status !== 'matched' && <AttentionMark />}{' '}
        {standing ? t('compare.standing') : t(`compare.${speed.status}`, { a: km_h(speed.a_m_s), b: km_h(speed.b_m_s) })}
      </p>
      {!standing && speed.status === 'unknown' && <SpeedForm a={speed.a_m_s} b={speed.b_m_s} onSpeeds={onSpeeds} />}
      {others.map((warning) => (
        <p class="speed-check" key={warning} lang="en">
          <AttentionMark /> {warning}
        </p>
      ))}
    </section>
  )
}

function SpeedForm({ a, b, onSpeeds }: { a: number | null; b: number | null; onSpeeds: (speeds: Speeds) => void }) {
  const { number } = numbers()
  const shown = (m_s: number | null): string => (m_s === null ? '' : number(3.6 * m_s, 2))
  const [typed, setTyped] = useState({ a: shown(a), b: shown(b) })
  const [wrong, setWrong] = useState(false)
  const use = (event: Event): void => {
    event.preventDefault()
    const [speedA, speedB] = [inMeters(typed.a), inMeters(typed.b)]
    setWrong(speedA === null || speedB === null)
    if (speedA !== null && speedB !== null) onSpeeds({ speedA, speedB })
  }
  return (
    <form class="speed-form" onSubmit={use} noValidate>
      {(['a', 'b'] as const).map((which) => (
        <label class="field" key={which}>
          <span>{t('compare.speedOf', { which: t(`compare.${which}`) })}</span>
          <input
            name={`speed-${which}`}
            inputMode="decimal"
            value={typed[which]}
            onInput={(e) => setTyped({ ...typed, [which]: e.currentTarget.value })}
            aria-invalid={wrong && inMeters(typed[which]) === null ? true : undefined}
            aria-describedby={wrong ? 'speed-fault' : undefined}
          />
        </label>
      ))}
      <button type="submit">{t('compare.useSpeeds')}</button>
      {wrong && (
        <p class="field-fault" id="speed-fault" role="alert">
          {t('compare.wrongSpeed')}
        </p>
      )}
    </form>
  )
}

/** km/h, with a comma or a point, in m/s; null where it is none. */
export function inMeters(text: string): string | null {
  const km_h = /^\s*\d{1,2}([.,]\d{1,3})?\s*$/.test(text) ? Number(text.replace(',', '.')) : NaN
  return km_h >= 0.1 && km_h <= 50 ? (km_h / 3.6).toFixed(3) : null
}

import { useEffect, useLayoutEffect, useState } from 'preact/hooks'
import { mayRecord, seesPeople } from '../access/me.ts'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getPeople } from '../shell/api.ts'
import { AttentionMark } from '../shell/marks.tsx'
import { CalibrateDialog } from '../calibration/calibrateDialog.tsx'
import { Enough } from './enough.tsx'
import { connection, status } from './liveModel.ts'
import { MarkerKeys } from './markerKeys.tsx'
import { t } from '../words/say.ts'
import { busy, condition, isRecording, person, said, startKeys, toggleRecording } from './recordingActions.ts'

/** The keys for who may record; for everybody, what the strides so far are enough for. */
export function KeyBar() {
  if (mayRecord()) return <Keys />
  return (
    <div class="keybar">
      <Said />
    </div>
  )
}

function Keys() {
  useLayoutEffect(() => startKeys({ space: true }), [])
  const [calibrating, setCalibrating] = useState(false)
  const recording = isRecording()
  const known = status.value !== null && connection.value.state === 'open'
  return (
    <section class="keybar" aria-label={t('live.keys')}>
      <button type="button" class="main" disabled={busy.value || !known} onClick={() => void toggleRecording()} aria-keyshortcuts="Space">
        <kbd>{t('live.space')}</kbd> {t(recording ? 'live.stop' : 'live.start')}
      </button>
      {recording ? (
        <MarkerKeys />
      ) : (
        <>
          <PersonChoice />
          <label class="condition">
            <span>{t('live.condition')}</span>
            <input
              value={condition.value}
              maxLength={200}
              placeholder={t('live.conditionHint')}
              autocomplete="off"
              onInput={(e) => (condition.value = e.currentTarget.value)}
            />
          </label>
          {status.value !== null && status.value.source.kind !== 'replay' && (
            <button type="button" disabled={!known} onClick={() => setCalibrating(true)}>
              {t('live.calibrate')}
            </button>
          )}
          <a class="button" href="/guide">
            {t('guide.nav')}
          </a>
        </>
      )}
      <Said />
      {calibrating && !recording && <CalibrateDialog onClose={() => setCalibrating(false)} />}
    </section>
  )
}

/** Who is recorded next, by name; where the viewer sees people. */
function PersonChoice() {
  const loaded = useLoaded(() => (seesPeople() ? getPeople() : Promise.resolve({ people: [] })), String(seesPeople()))
  if (loaded.state !== 'ready' || loaded.value.people.length === 0) return null
  return (
    <label class="condition">
      <span>{t('live.person')}</span>
      <select value={person.value ?? ''} onChange={(e) => (person.value = e.currentTarget.value || null)}>
        <option value="">{t('live.nobody')}</option>
        {loaded.value.people.map(({ pseudonym, name }) => (
          <option key={pseudonym} value={pseudonym}>
            {name}
          </option>
        ))}
      </select>
    </label>
  )
}

/** What the last key did. */
export function Said() {
  const last = said.value
  useEffect(() => {
    if (last === null || last.fault) return
    const timer = setTimeout(() => (said.value = null), 6000)
    return () => clearTimeout(timer)
  }, [last])
  return (
    <div class="said">
      {/* Announced: what a key did. Not announced: every stride. */}
      <div role="status" aria-live="polite">
        {last !== null && (
          <>
            <strong>
              {last.fault && <AttentionMark />} {last.text}
            </strong>{' '}
            {last.mend}
          </>
        )}
      </div>
      <Enough />
    </div>
  )
}

import { useEffect, useRef, useState } from 'preact/hooks'
import { seesPeople } from '../access/me.ts'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getPeople } from '../shell/api.ts'
import { AttentionMark } from '../shell/marks.tsx'
import { CalibrateDialog } from './calibrateDialog.tsx'
import { Enough } from './enough.tsx'
import { connection, status } from './liveModel.ts'
import { t } from '../words/say.ts'
import { busy, condition, isRecording, painOpen, person, said, setMarker, setPain, startKeys, toggleRecording } from './recordingActions.ts'

const ONE_TO_NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export function KeyBar() {
  useEffect(startKeys, [])
  const [markers, setMarkers] = useState(false)
  const [calibrating, setCalibrating] = useState(false)
  const recording = isRecording()
  const known = status.value !== null && connection.value.state === 'open'
  return (
    <section class="keybar" aria-label={t('live.keys')}>
      <button type="button" class="main" disabled={busy.value || !known} onClick={() => void toggleRecording()} aria-keyshortcuts="Space">
        <kbd>{t('live.space')}</kbd> {t(recording ? 'live.stop' : 'live.start')}
      </button>
      {recording ? (
        <>
          <button type="button" aria-expanded={markers} onClick={() => setMarkers(!markers)} aria-keyshortcuts="1 2 3 4 5 6 7 8 9">
            <kbd>1</kbd>–<kbd>9</kbd> {t('live.marker')}
          </button>
          {markers && (
            <div class="choices" role="group" aria-label={t('live.setMarker')}>
              {ONE_TO_NINE.map((n) => (
                <button type="button" key={n} onClick={() => void setMarker(n).then(() => setMarkers(false))}>
                  {n}
                </button>
              ))}
            </div>
          )}
          <button type="button" onClick={() => (painOpen.value = true)} aria-keyshortcuts="p">
            <kbd>P</kbd> {t('live.pain')}
          </button>
        </>
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
        </>
      )}
      <Said />
      {painOpen.value && <PainDialog />}
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

function Said() {
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

function PainDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  const close = (): void => {
    painOpen.value = false
  }
  useEffect(() => dialog.current?.showModal(), [])
  const onKey = (event: KeyboardEvent): void => {
    // 0-9 choose at once; 10 has its button.
    if (!/^[0-9]$/.test(event.key)) return
    event.preventDefault()
    void setPain(Number(event.key)).then(close)
  }
  return (
    <dialog ref={dialog} class="pain" aria-label={t('live.painDialog')} onClose={close} onKeyDown={onKey}>
      <h2>{t('live.painNow')}</h2>
      <p>{t('live.painHint')}</p>
      <div class="choices" role="group" aria-label={t('live.painScale')}>
        {[0, ...ONE_TO_NINE, 10].map((n) => (
          <button type="button" key={n} onClick={() => void setPain(n).then(close)}>
            {n}
          </button>
        ))}
      </div>
      <button type="button" class="quiet" onClick={close}>
        {t('live.cancel')}
      </button>
    </dialog>
  )
}

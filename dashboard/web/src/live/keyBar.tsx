import { useEffect, useRef, useState } from 'preact/hooks'
import { seesPeople } from '../access/me.ts'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getPeople } from '../shell/api.ts'
import { AttentionMark } from '../shell/marks.tsx'
import { CalibrateDialog } from './calibrateDialog.tsx'
import { ASYMMETRY_MINIMUM_N, VARIABILITY_MINIMUM_N } from './figureTable.ts'
import { connection, counted, figures, status } from './liveModel.ts'
import { number } from '../words/format.ts'
import { busy, condition, isRecording, painOpen, person, said, setMarker, setPain, startKeys, toggleRecording } from './recordingActions.ts'

const ONE_TO_NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9]

export function KeyBar() {
  useEffect(startKeys, [])
  const [markers, setMarkers] = useState(false)
  const [calibrating, setCalibrating] = useState(false)
  const recording = isRecording()
  const known = status.value !== null && connection.value.state === 'open'
  return (
    <section class="keybar" aria-label="Keys">
      <button type="button" class="main" disabled={busy.value || !known} onClick={() => void toggleRecording()} aria-keyshortcuts="Space">
        <kbd>Space</kbd> {recording ? 'Stop' : 'Start'}
      </button>
      {recording ? (
        <>
          <button type="button" aria-expanded={markers} onClick={() => setMarkers(!markers)} aria-keyshortcuts="1 2 3 4 5 6 7 8 9">
            <kbd>1</kbd>–<kbd>9</kbd> Marker
          </button>
          {markers && (
            <div class="choices" role="group" aria-label="Set marker">
              {ONE_TO_NINE.map((n) => (
                <button type="button" key={n} onClick={() => void setMarker(n).then(() => setMarkers(false))}>
                  {n}
                </button>
              ))}
            </div>
          )}
          <button type="button" onClick={() => (painOpen.value = true)} aria-keyshortcuts="p">
            <kbd>P</kbd> Pain 0–10
          </button>
        </>
      ) : (
        <>
          <PersonChoice />
          <label class="condition">
            <span>Condition</span>
            <input
              value={condition.value}
              maxLength={200}
              placeholder="shoe, orthosis, task"
              autocomplete="off"
              onInput={(e) => (condition.value = e.currentTarget.value)}
            />
          </label>
          {status.value !== null && status.value.source.kind !== 'replay' && (
            <button type="button" disabled={!known} onClick={() => setCalibrating(true)}>
              Calibrate
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
      <span>Person</span>
      <select value={person.value ?? ''} onChange={(e) => (person.value = e.currentTarget.value || null)}>
        <option value="">nobody known</option>
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

/** Strides so far, and what they are enough for. */
function Enough() {
  const recording = status.value?.recording ?? null
  if (recording === null) return null
  const known = figures.value?.summary.stride_s
  const n = Math.min(known?.left?.n ?? counted.value.left, known?.right?.n ?? counted.value.right)
  return (
    <>
      <span>
        <output data-figure="strides">{number(recording.strides)}</output> strides of both feet
      </span>
      <span class="note">{enoughFor(n)}</span>
    </>
  )
}

function enoughFor(n: number): string {
  if (n >= VARIABILITY_MINIMUM_N) return 'Figures: the newest n strides of each foot'
  if (n >= ASYMMETRY_MINIMUM_N) return `Variability needs ${VARIABILITY_MINIMUM_N} of each foot`
  return `Asymmetry needs ${ASYMMETRY_MINIMUM_N} of each foot, variability ${VARIABILITY_MINIMUM_N}`
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
    <dialog ref={dialog} class="pain" aria-label="Pain now, 0 to 10" onClose={close} onKeyDown={onKey}>
      <h2>Pain now</h2>
      <p>0 is none, 10 the worst that can be thought of.</p>
      <div class="choices" role="group" aria-label="Pain">
        {[0, ...ONE_TO_NINE, 10].map((n) => (
          <button type="button" key={n} onClick={() => void setPain(n).then(close)}>
            {n}
          </button>
        ))}
      </div>
      <button type="button" class="quiet" onClick={close}>
        Cancel
      </button>
    </dialog>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import type { CalibrationStatusDocument } from '@solestream/dashboard-shared'
import { SIDES } from '@solestream/processing/model'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { calibrateByBodyWeight, cancelCalibration, tare } from '../shell/api.ts'
import { AttentionMark, SideMark } from '../shell/marks.tsx'
import { calibrationWords, fitWords, stepWords } from '../words/calibration.ts'
import { status } from './liveModel.ts'
import { seen } from './seen.ts'

/** Zeros and gains of the insoles, changed by a person only: first the zeros, then each foot's gain. */
export function CalibrateDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const running = status.value?.calibration.running ?? null
  return (
    <dialog ref={dialog} class="calibrate" aria-labelledby="calibrate-title" onClose={onClose}>
      <div class="calibrate-head">
        <h2 id="calibrate-title">Tare and calibrate</h2>
        {running === null && (
          <button type="button" class="quiet" onClick={onClose}>
            Close
          </button>
        )}
      </div>
      <Insoles />
      {running === null ? <Choices /> : <Step of={running} />}
    </dialog>
  )
}

function Insoles() {
  return (
    <ul class="calibrated">
      {SIDES.map((side) => {
        const use = status.value?.insoles.find((insole) => insole.side === side)?.calibrationUse ?? null
        return (
          <li key={side}>
            <SideMark side={side} />
            <span>
              {calibrationWords(use)}
              {use?.fit && <span class="note">{fitWords(use.fit)}</span>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function Step({ of }: { of: NonNullable<CalibrationStatusDocument['running']> }) {
  const left_s = Math.ceil(of.left_s - seen.value.statusAge_s)
  return (
    <section class="step" aria-label="Now">
      <p class="now" role="status" aria-live="assertive">
        {of.side !== null && <SideMark side={of.side} />} {stepWords(of)}
      </p>
      <p class="timer" role="timer" aria-live="off">
        {of.left_s > 0 ? `${Math.max(0, left_s)} s` : '\u00a0'}
      </p>
      <progress max={100} value={of.progress_percent} aria-label="All steps" />
      <button type="button" disabled={of.step === 'writing'} onClick={() => void cancelCalibration().catch(() => undefined)}>
        Cancel
      </button>
    </section>
  )
}

const FIELDS = ['bodyMass_kg']

function Choices() {
  const form = useForm()
  const zero = (side: 'left' | 'right' | 'both') => () => void form.run(() => tare(side))
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { bodyMass_kg, exercise } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(() => calibrateByBodyWeight(Number(bodyMass_kg), exercise === 'shift' ? 'shift' : 'single-leg'))
  }
  return (
    <>
      <Last said={form.faults['']} />
      <FormFault faults={form.faults} fields={FIELDS} />
      <section>
        <h3>1. Tare</h3>
        <p>Sit, lift both feet off the ground, and hold still. What the sensors read then is their zero.</p>
        <div class="buttons">
          <button type="button" class="main" disabled={form.busy} onClick={zero('both')}>
            Tare both
          </button>
          <button type="button" disabled={form.busy} onClick={zero('left')}>
            Left only
          </button>
          <button type="button" disabled={form.busy} onClick={zero('right')}>
            Right only
          </button>
        </div>
      </section>
      <form class="form" onSubmit={onSubmit} noValidate>
        <h3>2. Calibrate by body weight</h3>
        <p>Each foot gets its own gain: forces are then in newtons, and left compares with right.</p>
        <Field name="bodyMass_kg" label="Body mass, kg" hint="As a scale shows it, with clothes and shoes" faults={form.faults}>
          {(ids) => <input {...ids} name="bodyMass_kg" type="number" min="10" max="300" step="0.1" inputMode="decimal" required />}
        </Field>
        <fieldset>
          <legend>The person</legend>
          <label>
            <input type="radio" name="exercise" value="single-leg" defaultChecked /> stands on the left leg, then on the right, 5{'\u00a0'}s
            each
          </label>
          <label>
            <input type="radio" name="exercise" value="shift" /> shifts the weight slowly from foot to foot, 20{'\u00a0'}s
          </label>
        </fieldset>
        <p class="note">Something to hold on to stands near. What a hand carries is missing in the result: then do it again.</p>
        <button type="submit" class="main" disabled={form.busy}>
          Start
        </button>
      </form>
    </>
  )
}

/** How the last one ended; a refusal that was just answered to a key is not said twice. */
function Last({ said }: { said: string | undefined }) {
  const last = status.value?.calibration.last ?? null
  if (last === null || said?.startsWith(last.text) === true) return null
  return (
    <p class={last.ok ? 'outcome' : 'outcome field-fault'} role="status">
      {!last.ok && <AttentionMark />} {last.text} {last.mend} {last.fit !== null && fitWords(last.fit)}
    </p>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import type { CalibrationStatusDocument } from '@solestream/dashboard-shared'
import { SIDES } from '@solestream/processing/model'
import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { calibrateByBodyWeight, cancelCalibration, tare } from '../shell/api.ts'
import { AttentionMark, SideMark } from '../shell/marks.tsx'
import { t } from '../words/say.ts'
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
        <h2 id="calibrate-title">{t('calibration.title')}</h2>
        {running === null && (
          <button type="button" class="quiet" onClick={onClose}>
            {t('calibration.close')}
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
    <section class="step" aria-label={t('calibration.now')}>
      <p class="now" role="status" aria-live="assertive">
        {of.side !== null && <SideMark side={of.side} />} {stepWords(of)}
      </p>
      <p class="timer" role="timer" aria-live="off">
        {of.left_s > 0 ? `${Math.max(0, left_s)} s` : '\u00a0'}
      </p>
      <progress max={100} value={of.progress_percent} aria-label={t('calibration.allSteps')} />
      <button type="button" disabled={of.step === 'writing'} onClick={() => void cancelCalibration().catch(() => undefined)}>
        {t('calibration.cancel')}
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
        <h3>{t('calibration.tareTitle')}</h3>
        <p>{t('calibration.tareHint')}</p>
        <div class="buttons">
          <button type="button" class="main" disabled={form.busy} onClick={zero('both')}>
            {t('calibration.tareBoth')}
          </button>
          <button type="button" disabled={form.busy} onClick={zero('left')}>
            {t('calibration.tareLeft')}
          </button>
          <button type="button" disabled={form.busy} onClick={zero('right')}>
            {t('calibration.tareRight')}
          </button>
        </div>
      </section>
      <form class="form" onSubmit={onSubmit} noValidate>
        <h3>{t('calibration.weightTitle')}</h3>
        <p>{t('calibration.weightHint')}</p>
        <Field name="bodyMass_kg" label={t('calibration.bodyMass')} hint={t('calibration.bodyMassHint')} faults={form.faults}>
          {(ids) => <input {...ids} name="bodyMass_kg" type="number" min="10" max="300" step="0.1" inputMode="decimal" required />}
        </Field>
        <fieldset>
          <legend>{t('calibration.exercise')}</legend>
          <label>
            <input type="radio" name="exercise" value="single-leg" defaultChecked /> {t('calibration.singleLeg')}
          </label>
          <label>
            <input type="radio" name="exercise" value="shift" /> {t('calibration.shift')}
          </label>
        </fieldset>
        <p class="note">{t('calibration.safety')}</p>
        <button type="submit" class="main" disabled={form.busy}>
          {t('calibration.start')}
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

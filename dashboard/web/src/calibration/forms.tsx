import { Field, FormFault, valuesOf, type useForm } from '../access/form.tsx'
import { calibrateByBodyWeight, tare } from '../shell/api.ts'
import { readNumber } from '../words/readNumber.ts'
import { t } from '../words/say.ts'

export type Form = ReturnType<typeof useForm>

/** Zeros, by a person's act: of both insoles or of one. */
export function TareButtons({ form }: { form: Form }) {
  const zero = (side: 'left' | 'right' | 'both') => () => void form.run(() => tare(side))
  return (
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
  )
}

export const WEIGHT_FIELDS = ['bodyMass_kg']

interface WeightProps {
  readonly form: Form
  readonly title?: string
  /** As it stands in the person's data. */
  readonly bodyMass_kg?: number | null
}

/** Each foot's gain from body weight. */
export function WeightForm({ form, title, bodyMass_kg = null }: WeightProps) {
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const { bodyMass_kg: mass = '', exercise } = valuesOf(event.currentTarget as HTMLFormElement)
    void form.run(() => calibrateByBodyWeight(readNumber(mass), exercise === 'shift' ? 'shift' : 'single-leg'))
  }
  return (
    <form class="form" onSubmit={onSubmit} noValidate>
      {title !== undefined && <h3>{title}</h3>}
      <p>{t('calibration.weightHint')}</p>
      <Field name="bodyMass_kg" label={t('calibration.bodyMass')} hint={t('calibration.bodyMassHint')} faults={form.faults}>
        {(ids) => (
          <input
            {...ids}
            name="bodyMass_kg"
            type="number"
            min="10"
            max="300"
            step="0.1"
            inputMode="decimal"
            required
            {...(bodyMass_kg === null ? {} : { defaultValue: String(bodyMass_kg) })}
          />
        )}
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
      <FormFault faults={form.faults} fields={WEIGHT_FIELDS} />
      <button type="submit" class="main" disabled={form.busy}>
        {t('calibration.start')}
      </button>
    </form>
  )
}

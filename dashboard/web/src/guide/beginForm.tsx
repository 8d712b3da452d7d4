import { Field, FormFault, useForm, valuesOf } from '../access/form.tsx'
import { seesPeople } from '../access/me.ts'
import { status } from '../live/liveModel.ts'
import { useLoaded } from '../sessions/useLoaded.ts'
import { beginGuide, getPeople, stopRecording } from '../shell/api.ts'
import { t } from '../words/say.ts'
import { act, fault } from './guideModel.ts'
import { conditionOf } from './steps.ts'

const ASKED = ['footwear', 'orthosis', 'aid', 'task'] as const
const HINTS = { footwear: 'guide.footwearHint', task: 'guide.taskHint' } as const

/** Who walks, in what, with what, and how. */
export function BeginForm() {
  const form = useForm()
  const loaded = useLoaded(() => (seesPeople() ? getPeople() : Promise.resolve({ people: [] })), String(seesPeople()))
  const recording = (status.value?.recording ?? null) !== null
  const submit = (event: SubmitEvent): void => {
    event.preventDefault()
    const values = valuesOf(event.currentTarget as HTMLFormElement)
    const condition = conditionOf(ASKED.map((name) => values[name]))
    const about = { ...(condition === '' ? {} : { condition }), ...(values['person'] ? { pseudonym: values['person'] } : {}) }
    void form.run(async () => {
      const begun = await beginGuide(about)
      fault.value = null
      await act(() => Promise.resolve(begun))
    })
  }
  return (
    <>
      <p class="lead">{t('guide.lead')}</p>
      {recording && (
        <div class="card guide-running">
          <p>{t('guide.running')}</p>
          <button type="button" disabled={form.busy} onClick={() => void form.run(stopRecording)}>
            {t('guide.stopIt')}
          </button>
        </div>
      )}
      <form class="card form" onSubmit={submit}>
        <Field name="person" label={t('guide.person')} faults={form.faults}>
          {(ids) => (
            <select {...ids} name="person">
              <option value="">{t('guide.nobodyKnown')}</option>
              {loaded.state === 'ready' &&
                loaded.value.people.map(({ pseudonym, name }) => (
                  <option key={pseudonym} value={pseudonym}>
                    {name}
                  </option>
                ))}
            </select>
          )}
        </Field>
        {ASKED.map((name) => (
          <Field
            key={name}
            name={name}
            label={t(`guide.${name}`)}
            faults={form.faults}
            {...(name in HINTS ? { hint: t(HINTS[name as keyof typeof HINTS]) } : {})}
          >
            {(ids) => <input {...ids} name={name} maxLength={60} autocomplete="off" />}
          </Field>
        ))}
        <FormFault faults={form.faults} fields={['person', ...ASKED]} />
        <button type="submit" class="main" disabled={form.busy || recording}>
          {t('guide.begin')}
        </button>
      </form>
    </>
  )
}

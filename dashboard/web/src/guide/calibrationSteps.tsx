import type { GuideDocument } from '@solestream/dashboard-shared'
import { FormFault, useForm } from '../access/form.tsx'
import { seesPeople } from '../access/me.ts'
import { TareButtons, WeightForm } from '../calibration/forms.tsx'
import { Insoles, Last, Step } from '../calibration/parts.tsx'
import { status } from '../live/liveModel.ts'
import { useLoaded } from '../sessions/useLoaded.ts'
import { getPeople } from '../shell/api.ts'
import { t } from '../words/say.ts'

const Standing = ({ done, yes, no }: { done: boolean; yes: string; no: string }) => (
  <p class="note">
    <span aria-hidden="true">{done ? '\u2713' : '\u2013'}</span> {done ? yes : no}
  </p>
)

export function TareStep({ of }: { of: GuideDocument }) {
  const form = useForm()
  const running = status.value?.calibration.running ?? null
  return (
    <div class="calibration">
      <Insoles />
      {running !== null ? (
        <Step of={running} />
      ) : (
        <>
          <section>
            <p>{t('calibration.tareHint')}</p>
            <TareButtons form={form} />
          </section>
          <FormFault faults={form.faults} fields={[]} />
          <Last said={form.faults['']} what="tare" />
          <Standing done={of.tared} yes={t('guide.tareDone')} no={t('guide.tareNotDone')} />
        </>
      )}
    </div>
  )
}

/** The body mass stands in the person's data, for who sees them. */
export function CalibrateStep({ of }: { of: GuideDocument }) {
  const form = useForm()
  const { pseudonym } = of.about
  const loaded = useLoaded(() => (seesPeople() && pseudonym !== null ? getPeople() : Promise.resolve({ people: [] })), String(pseudonym))
  const running = status.value?.calibration.running ?? null
  const person = loaded.state === 'ready' ? loaded.value.people.find((one) => one.pseudonym === pseudonym) : undefined
  return (
    <div class="calibration">
      <Insoles />
      {running !== null ? (
        <Step of={running} />
      ) : (
        <>
          {loaded.state !== 'loading' && <WeightForm form={form} bodyMass_kg={person?.bodyMass_kg ?? null} />}
          <Last said={form.faults['']} what="body-weight" />
          <Standing done={of.calibrated} yes={t('guide.calibrateDone')} no={t('guide.calibrateNotDone')} />
        </>
      )}
    </div>
  )
}

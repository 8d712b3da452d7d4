import { useEffect, useRef } from 'preact/hooks'
import { useForm } from '../access/form.tsx'
import { status } from '../live/liveModel.ts'
import { t } from '../words/say.ts'
import { TareButtons, WeightForm } from './forms.tsx'
import { Insoles, Last, Step } from './parts.tsx'

/** Zeros and gains of the insoles, changed by a person only: first the zeros, then each foot's gain. */
export function CalibrateDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  const running = status.value?.calibration.running ?? null
  return (
    <dialog ref={dialog} class="calibrate calibration" aria-labelledby="calibrate-title" onClose={onClose}>
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

function Choices() {
  const form = useForm()
  return (
    <>
      <Last said={form.faults['']} />
      <section>
        <h3>{t('calibration.tareTitle')}</h3>
        <p>{t('calibration.tareHint')}</p>
        <TareButtons form={form} />
      </section>
      <WeightForm form={form} title={t('calibration.weightTitle')} />
    </>
  )
}

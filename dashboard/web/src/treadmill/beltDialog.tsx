import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { BeltStatusDocument } from '@solestream/dashboard-shared'
import { Field, FormFault, useForm, valuesOf, type Faults } from '../access/form.tsx'
import { status } from '../live/liveModel.ts'
import { said } from '../live/recordingActions.ts'
import { connectTreadmill, disconnectTreadmill, setBelt } from '../shell/api.ts'
import { number } from '../words/format.ts'
import { readNumber } from '../words/readNumber.ts'
import { t } from '../words/say.ts'
import { beltWords, KMH_OF_M_S, linkWords, tellerWords } from './beltWords.ts'

const FASTEST_KMH = 28
const INCLINE_PERCENT = [-30, 50] as const

type Typed = number | null | { readonly fault: string }
const isFault = (of: Typed): of is { readonly fault: string } => of !== null && typeof of === 'object'

/** Within limits; null where nothing is typed; a fault's words else. */
function typed(text: string, [least, most]: readonly [number, number], fault: string): Typed {
  if (text.trim() === '') return null
  const value = readNumber(text)
  return value >= least && value <= most ? value : { fault }
}

export function BeltDialog({ onClose }: { onClose: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const belt = status.value?.belt
  return (
    <dialog ref={dialog} class="pain goal belt" aria-labelledby="belt-title" onClose={onClose}>
      <h2 id="belt-title">{t('treadmill.title')}</h2>
      <p>{t('treadmill.hint')}</p>
      {belt && (
        <>
          <p class="belt-now">
            <strong>{beltWords(belt)}</strong> {tellerWords(belt)}
          </p>
          <ByHand belt={belt} onDone={onClose} />
          <Bluetooth belt={belt} />
        </>
      )}
      <button type="button" class="quiet" onClick={onClose}>
        {t('treadmill.close')}
      </button>
    </dialog>
  )
}

function ByHand({ belt, onDone }: { belt: BeltStatusDocument; onDone: () => void }) {
  const form = useForm()
  const [wrong, setWrong] = useState<Faults>({})
  if (belt.link.state === 'connected') return null
  const onSubmit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault()
    const values = valuesOf(event.currentTarget as HTMLFormElement)
    const kmh = typed(values['speed_m_s'] ?? '', [0, FASTEST_KMH], t('treadmill.kmhFault'))
    const incline = typed(values['incline_percent'] ?? '', INCLINE_PERCENT, t('treadmill.inclineFault'))
    if (isFault(kmh) || isFault(incline))
      return setWrong({
        ...(isFault(kmh) ? { speed_m_s: kmh.fault } : {}),
        ...(isFault(incline) ? { incline_percent: incline.fault } : {}),
      })
    setWrong({})
    const set = (): Promise<unknown> => setBelt({ speed_m_s: kmh === null ? null : kmh / KMH_OF_M_S, incline_percent: incline })
    if (!(await form.run(set))) return
    said.value = { text: t('treadmill.saved'), mend: '', fault: false }
    onDone()
  }
  const { speed_m_s, incline_percent } = belt
  const faults = { ...form.faults, ...wrong }
  return (
    <form class="form" onSubmit={(event) => void onSubmit(event)} noValidate>
      <Field name="speed_m_s" label={t('treadmill.kmh')} hint={t('treadmill.kmhHint')} faults={faults}>
        {(ids) => (
          <input
            {...ids}
            name="speed_m_s"
            inputMode="decimal"
            autocomplete="off"
            defaultValue={speed_m_s === null ? '' : number(speed_m_s * KMH_OF_M_S, 1)}
          />
        )}
      </Field>
      <Field name="incline_percent" label={t('treadmill.inclineLabel')} hint={t('treadmill.inclineHint')} faults={faults}>
        {(ids) => (
          <input
            {...ids}
            name="incline_percent"
            inputMode="text"
            autocomplete="off"
            defaultValue={incline_percent === null ? '' : number(incline_percent, 1)}
          />
        )}
      </Field>
      <FormFault faults={faults} fields={['speed_m_s', 'incline_percent']} />
      <div class="buttons">
        <button type="submit" class="main" disabled={form.busy}>
          {t('treadmill.set')}
        </button>
      </div>
    </form>
  )
}

function Bluetooth({ belt }: { belt: BeltStatusDocument }) {
  const form = useForm()
  const { link, canConnect } = belt
  return (
    <section aria-label={t('treadmill.bluetooth')}>
      <h3>{t('treadmill.bluetooth')}</h3>
      <p>{canConnect ? t('treadmill.bluetoothHint') : t('treadmill.noBluetooth')}</p>
      {link.state !== 'none' && (
        <p role="status">
          {linkWords(belt)} {link.detail} {link.mend}
        </p>
      )}
      <FormFault faults={form.faults} fields={[]} />
      {canConnect && (
        <button
          type="button"
          disabled={form.busy}
          onClick={() => void form.run(link.state === 'none' ? connectTreadmill : disconnectTreadmill)}
        >
          {t(link.state === 'none' ? 'treadmill.connect' : 'treadmill.disconnect')}
        </button>
      )}
    </section>
  )
}

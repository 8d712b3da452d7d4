import { useState } from 'preact/hooks'
import { mayRecord } from '../access/me.ts'
import { status } from '../live/liveModel.ts'
import { number } from '../words/format.ts'
import { t } from '../words/say.ts'
import { BeltDialog } from './beltDialog.tsx'
import { KMH_OF_M_S, tellerWords } from './beltWords.ts'

/** The belt in the header of the live page; for who may record, the way to its dialog. */
export function BeltTile() {
  const [open, setOpen] = useState(false)
  const belt = status.value?.belt
  if (!belt) return null
  const speed = belt.speed_m_s === null ? t('treadmill.setSpeed') : `${number(belt.speed_m_s * KMH_OF_M_S, 1)} km/h`
  const lines = (
    <>
      <span>{belt.teller === null ? t('treadmill.belt') : t(belt.teller === 'typed' ? 'treadmill.beltTyped' : 'treadmill.beltFtms')}</span>
      <strong>{speed}</strong>
    </>
  )
  if (!mayRecord())
    return belt.speed_m_s === null ? null : (
      <div class="tile" title={tellerWords(belt)}>
        {lines}
        <span class="hidden">{tellerWords(belt)}</span>
      </div>
    )
  return (
    <>
      <button type="button" class="tile belt-tile" aria-haspopup="dialog" title={tellerWords(belt)} onClick={() => setOpen(true)}>
        {lines}
        <span class="hidden">{tellerWords(belt)}</span>
      </button>
      {open && <BeltDialog onClose={() => setOpen(false)} />}
    </>
  )
}

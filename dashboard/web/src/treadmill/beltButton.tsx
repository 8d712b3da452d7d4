import { useState } from 'preact/hooks'
import { status } from '../live/liveModel.ts'
import { t } from '../words/say.ts'
import { BeltDialog } from './beltDialog.tsx'

/** Opens what is known of the belt. */
export function BeltButton() {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button type="button" disabled={status.value === null} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {t('treadmill.button')}
      </button>
      {open && <BeltDialog onClose={() => setOpen(false)} />}
    </>
  )
}

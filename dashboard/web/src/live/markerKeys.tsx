import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { t } from '../words/say.ts'
import { dialogOpen, setMarker, setNamed, setNote, setPain } from './recordingActions.ts'

const ONE_TO_NINE = [1, 2, 3, 4, 5, 6, 7, 8, 9]

/** One key each: numbered marks, pain, what changed, and free text. */
export function MarkerKeys() {
  const [numbers, setNumbers] = useState(false)
  return (
    <>
      <button type="button" aria-expanded={numbers} onClick={() => setNumbers(!numbers)} aria-keyshortcuts="1 2 3 4 5 6 7 8 9">
        <kbd>1</kbd>–<kbd>9</kbd> {t('live.marker')}
      </button>
      {numbers && (
        <div class="choices" role="group" aria-label={t('live.setMarker')}>
          {ONE_TO_NINE.map((n) => (
            <button type="button" key={n} onClick={() => void setMarker(n).then(() => setNumbers(false))}>
              {n}
            </button>
          ))}
        </div>
      )}
      <button type="button" onClick={() => (dialogOpen.value = 'pain')} aria-keyshortcuts="p">
        <kbd>P</kbd> {t('live.pain')}
      </button>
      <button type="button" onClick={() => void setNamed('speed change')} aria-keyshortcuts="s">
        <kbd>S</kbd> {t('live.speedChange')}
      </button>
      <button type="button" onClick={() => void setNamed('handrail')} aria-keyshortcuts="h">
        <kbd>H</kbd> {t('live.handrail')}
      </button>
      <button type="button" onClick={() => (dialogOpen.value = 'note')} aria-keyshortcuts="t">
        <kbd>T</kbd> {t('live.note')}
      </button>
      {dialogOpen.value === 'pain' && <PainDialog />}
      {dialogOpen.value === 'note' && <NoteDialog />}
    </>
  )
}

const close = (): void => {
  dialogOpen.value = null
}

function PainDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before anything else may take the key that comes next: it is the level.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const onKey = (event: KeyboardEvent): void => {
    // 0-9 choose at once; 10 has its button.
    if (!/^[0-9]$/.test(event.key)) return
    event.preventDefault()
    void setPain(Number(event.key)).then(close)
  }
  return (
    <dialog ref={dialog} class="pain" aria-label={t('live.painDialog')} onClose={close} onKeyDown={onKey}>
      <h2>{t('live.painNow')}</h2>
      <p>{t('live.painHint')}</p>
      <div class="choices" role="group" aria-label={t('live.painScale')}>
        {[0, ...ONE_TO_NINE, 10].map((n) => (
          <button type="button" key={n} onClick={() => void setPain(n).then(close)}>
            {n}
          </button>
        ))}
      </div>
      <button type="button" class="quiet" onClick={close}>
        {t('live.cancel')}
      </button>
    </dialog>
  )
}

function NoteDialog() {
  const dialog = useRef<HTMLDialogElement>(null)
  // Before anything else may take the key that comes next: it is the note's first letter.
  useLayoutEffect(() => dialog.current?.showModal(), [])
  const onSubmit = (event: SubmitEvent): void => {
    event.preventDefault()
    const text = String(new FormData(event.currentTarget as HTMLFormElement).get('text') ?? '').trim()
    if (text === '') return close()
    void setNote(text).then(close)
  }
  return (
    <dialog ref={dialog} class="pain" aria-labelledby="note-title" onClose={close}>
      <h2 id="note-title">{t('live.noteTitle')}</h2>
      <p id="note-hint">{t('live.noteHint')}</p>
      <form class="form" onSubmit={onSubmit}>
        <input name="text" class="note-text" maxLength={100} autocomplete="off" aria-labelledby="note-title" aria-describedby="note-hint" />
        <div class="buttons">
          <button type="submit" class="main">
            {t('live.noteSet')}
          </button>
          <button type="button" class="quiet" onClick={close}>
            {t('live.cancel')}
          </button>
        </div>
      </form>
    </dialog>
  )
}

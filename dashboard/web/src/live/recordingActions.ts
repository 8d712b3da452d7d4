import { signal } from '@preact/signals'
import { RequestFault, addMarker, startRecording, stopRecording } from '../shell/api.ts'
import { t } from '../words/say.ts'
import { status } from './liveModel.ts'

/** What the last key did, or why it could not; said once beside the keys. */
export const said = signal<{ readonly text: string; readonly mend: string; readonly fault: boolean } | null>(null)
export const busy = signal(false)
export const condition = signal('')
/** Pseudonym of who is recorded next; null: nobody known. */
export const person = signal<string | null>(null)
export const painOpen = signal(false)

async function attempt(words: string, work: () => Promise<unknown>): Promise<void> {
  if (busy.value) return
  busy.value = true
  try {
    await work()
    said.value = { text: words, mend: '', fault: false }
  } catch (error) {
    const fault = error instanceof RequestFault ? error : new RequestFault(0, String(error), t('live.tryAgain'))
    said.value = { text: fault.message, mend: fault.mend, fault: true }
  } finally {
    busy.value = false
  }
}

export const isRecording = (): boolean => (status.value?.recording ?? null) !== null && status.value?.source.state !== 'ended'

export const toggleRecording = (): Promise<void> =>
  isRecording()
    ? attempt(t('live.stopped'), stopRecording)
    : attempt(t('live.recording'), () => startRecording(condition.value, person.value))

export const setMarker = (n: number): Promise<void> => attempt(t('live.markerSet', { n }), () => addMarker(`marker ${n}`))
export const setPain = (level: number): Promise<void> => attempt(t('live.painSet', { n: level }), () => addMarker(`pain ${level} of 10`))

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select, textarea, button, a, dialog, summary') !== null

/** Space, 1-9 and P, wherever the focus is except in a field or on a button, which have keys of their own. */
export function startKeys(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return
    if (event.key === ' ') void toggleRecording()
    else if (/^[1-9]$/.test(event.key) && isRecording()) void setMarker(Number(event.key))
    else if (event.key.toLowerCase() === 'p' && isRecording()) painOpen.value = true
    else return
    event.preventDefault()
  }
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}

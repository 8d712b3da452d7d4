import { signal } from '@preact/signals'
import { addMarker, faultOf, startRecording, stopRecording } from '../shell/api.ts'
import { mayRecord } from '../access/me.ts'
import { NAMED_MARKERS } from '../words/marker.ts'
import { t } from '../words/say.ts'
import { status } from './liveModel.ts'

/** What the last key did, or why it could not; said once beside the keys. */
export const said = signal<{ readonly text: string; readonly mend: string; readonly fault: boolean } | null>(null)
export const busy = signal(false)
export const condition = signal('')
/** Pseudonym of who is recorded next; null: nobody known. */
export const person = signal<string | null>(null)
export const dialogOpen = signal<'pain' | 'note' | null>(null)

async function attempt(words: string, work: () => Promise<unknown>): Promise<void> {
  if (busy.value) return
  busy.value = true
  try {
    await work()
    said.value = { text: words, mend: '', fault: false }
  } catch (error) {
    const fault = faultOf(error, t('live.tryAgain'))
    said.value = { text: fault.message, mend: fault.mend, fault: true }
  } finally {
    busy.value = false
  }
}

export const isRecording = (): boolean => (status.value?.recording ?? null) !== null && status.value?.source.state !== 'ended'

/** On a page that has only just opened the status is not there yet: the server then says whether there is a recording. */
const mayMark = (): boolean => status.value === null || isRecording()

export const toggleRecording = (): Promise<void> =>
  isRecording()
    ? attempt(t('live.stopped'), stopRecording)
    : attempt(t('live.recording'), () => startRecording(condition.value, person.value))

export const setMarker = (n: number): Promise<void> => attempt(t('live.markerSet', { n }), () => addMarker(`marker ${n}`))
export const setPain = (level: number): Promise<void> => attempt(t('live.painSet', { n: level }), () => addMarker(`pain ${level} of 10`))

export const setNamed = (name: keyof typeof NAMED_MARKERS): Promise<void> =>
  attempt(t('live.namedSet', { name: t(NAMED_MARKERS[name]) }), () => addMarker(name))
export const setNote = (text: string): Promise<void> => attempt(t('live.noted'), () => addMarker(text))

const KEYS: Readonly<Record<string, () => unknown>> = {
  p: () => (dialogOpen.value = 'pain'),
  t: () => (dialogOpen.value = 'note'),
  s: () => setNamed('speed change'),
  h: () => setNamed('handrail'),
}

const inField = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, select, textarea, button, a, dialog, summary') !== null

/** For who may record: 1-9, P, S, H, T and, where it starts and stops, Space, wherever the focus is except in a field or on a button, which have keys of their own. */
export function startKeys({ space }: { readonly space: boolean }): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (!mayRecord() || event.repeat || event.ctrlKey || event.metaKey || event.altKey || inField(event.target)) return
    if (space && event.key === ' ') void toggleRecording()
    else if (/^[1-9]$/.test(event.key) && mayMark()) void setMarker(Number(event.key))
    else if (mayMark() && KEYS[event.key.toLowerCase()] !== undefined) KEYS[event.key.toLowerCase()]?.()
    else return
    event.preventDefault()
  }
  addEventListener('keydown', onKey)
  return () => removeEventListener('keydown', onKey)
}

import type { GuideDocument } from '@solestream/dashboard-shared'
import type { MessageKey } from '@solestream/dashboard-shared/language'

export type StepName = GuideDocument['step']

/** In their order; the service decides where one may go. */
export const STEPS: readonly { readonly step: StepName; readonly name: MessageKey }[] = [
  { step: 'checks', name: 'guide.checks' },
  { step: 'sides', name: 'guide.sides' },
  { step: 'tare', name: 'guide.tare' },
  { step: 'calibrate', name: 'guide.calibrate' },
  { step: 'stand', name: 'guide.stand' },
  { step: 'warm-up', name: 'guide.warmUp' },
  { step: 'record', name: 'guide.record' },
  { step: 'stand-again', name: 'guide.standAgain' },
  { step: 'done', name: 'guide.done' },
]

const at = (step: StepName): number => STEPS.findIndex((one) => one.step === step)

/** Null: there is none, or what is recorded lies between. */
export const stepBefore = (step: StepName): StepName | null => (at(step) > at('warm-up') ? null : (STEPS[at(step) - 1]?.step ?? null))
export const stepAfter = (step: StepName): StepName | null => STEPS[at(step) + 1]?.step ?? null

/** What the button to the next step says. */
export function nextWords(step: StepName): MessageKey {
  if (step === 'warm-up') return 'guide.startRecording'
  if (step === 'record') return 'guide.toStanding'
  return step === 'stand-again' ? 'guide.stopRecording' : 'guide.next'
}

/** Shoe, orthosis, aid and task as the session will have them, in the order they were asked for. */
export const conditionOf = (parts: readonly (string | undefined)[]): string =>
  parts
    .map((part) => part?.trim() ?? '')
    .filter((part) => part !== '')
    .join(', ')
    .slice(0, 200)
